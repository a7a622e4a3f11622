namespace BlueGreen.NetlifyEmulator.World;

/// <summary>A variable of a site or, without one, of the team.</summary>
internal sealed class EnvVariable(string key, string? siteId)
{
    public string Key => key;

    public string? SiteId => siteId;

    public List<string> Scopes { get; set; } = [];

    public List<EnvValue> Values { get; set; } = [];

    public bool IsSecret { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
