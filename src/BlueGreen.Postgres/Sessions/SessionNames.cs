namespace BlueGreen.Postgres.Sessions;

/// <summary>What the server calls the sessions of both sides, as far as it keeps names.</summary>
/// <param name="Blue">Blue's.</param>
/// <param name="Green">Green's; null while there is no green.</param>
internal sealed record SessionNames(string Blue, string? Green)
{
    /// <summary>PostgreSQL cuts longer names (NAMEDATALEN - 1).</summary>
    private const int Kept = 63;

    /// <exception cref="ProviderException">The names do not tell the sides apart.</exception>
    public static SessionNames Of(Deployment blue, Deployment? green, Func<DeploymentId, string> nameOf)
    {
        var names = new SessionNames(Of(blue.Id, nameOf), green is null ? null : Of(green.Id, nameOf));
        return names.Blue != names.Green
            ? names
            : throw ProviderException.Permanent($"Blue's and green's sessions are both called '{names.Blue}', of which PostgreSQL keeps {Kept} bytes: they cannot be told apart. Let NameOf answer names that differ within that.");
    }

    /// <summary>What it makes of other characters depends on its version and encoding.</summary>
    private static string Of(DeploymentId deployment, Func<DeploymentId, string> nameOf) => nameOf(deployment) switch
    {
        { Length: > 0 } name when name.All(character => character is >= ' ' and <= '~') => name.Length > Kept ? name[..Kept] : name,
        var name => throw ProviderException.Permanent($"The sessions of {deployment} are called '{name}', by which PostgreSQL cannot tell them. Let NameOf answer printable ASCII."),
    };
}
