using BlueGreen.Traffic;

namespace BlueGreen.Yarp.Following;

/// <summary>Whether all routers of an application that may serve route by the same entry. A silent one counts: it may be frozen or cut off, and still serve.</summary>
internal static class RouterAgreement
{
    private const string Remedy = "Bring what is silent back, or withdraw it from the traffic register once it serves nothing any more";

    /// <summary>Asks the register.</summary>
    /// <returns>Null when every router acknowledged the token and one of them is alive, otherwise what is missing.</returns>
    public static async Task<string?> FindGapAsync(ITrafficRegister register, string application, WriteToken token, CancellationToken cancellationToken)
    {
        var routers = await register.ReadAcknowledgementsAsync(application, cancellationToken).ConfigureAwait(false);
        var lagging = routers.Where(r => r.Token != token).ToArray();
        return routers.All(r => r.IsSilent) ? $"no router of '{application}' is alive{Names(routers)}"
            : lagging.Length == 0 ? null
            : $"{lagging.Length} of {routers.Count} routers of '{application}' have not acknowledged token {token}: {string.Join(", ", lagging.Select(Describe))}"
                + (lagging.Any(r => r.IsSilent) ? $". {Remedy}" : "");
    }

    private static string Names(IReadOnlyList<RouterAcknowledgement> silent) => silent.Count == 0 ? "" : $": {string.Join(", ", silent.Select(Describe))}";

    private static string Describe(RouterAcknowledgement router) =>
        (router.Token is { } token ? $"{router.Router} is at {token}" : $"{router.Router} has none") + (router.IsSilent ? $" and silent since {router.At.UtcDateTime:u}" : "");
}
