using BlueGreen.Traffic;

namespace BlueGreen.Yarp.Following;

/// <summary>Whether all live routers of an application route by the same entry.</summary>
internal static class RouterAgreement
{
    /// <summary>Asks the register.</summary>
    /// <returns>Null when every live router acknowledged the token, otherwise what is missing.</returns>
    public static async Task<string?> FindGapAsync(ITrafficRegister register, string application, WriteToken token, CancellationToken cancellationToken)
    {
        var routers = await register.ReadAcknowledgementsAsync(application, cancellationToken).ConfigureAwait(false);
        var lagging = routers.Where(r => r.Token != token).ToArray();
        return routers.Count == 0 ? $"no router of '{application}' is alive"
            : lagging.Length == 0 ? null
            : $"{lagging.Length} of {routers.Count} live routers of '{application}' have not acknowledged token {token}: "
                + $"{string.Join(", ", lagging.Select(Describe))}";
    }

    private static string Describe(RouterAcknowledgement router) =>
        router.Token is { } token ? $"{router.Router} is at {token}" : $"{router.Router} has none";
}
