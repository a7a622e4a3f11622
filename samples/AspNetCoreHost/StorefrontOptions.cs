namespace AspNetCoreHost;

/// <summary>The section <c>Storefront</c> of the configuration.</summary>
internal sealed class StorefrontOptions
{
    /// <summary>Where is kept which deployments there are and which one is live; null for the user's local application data.</summary>
    public string? StateDirectory { get; set; }

    /// <summary>How long each share of traffic is watched.</summary>
    public TimeSpan Bake { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often it is looked at meanwhile.</summary>
    public TimeSpan SampleEvery { get; set; } = TimeSpan.FromSeconds(5);
}
