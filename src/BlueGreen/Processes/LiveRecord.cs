namespace BlueGreen.Processes;

/// <summary>Which deployment is live, and who may say otherwise.</summary>
internal sealed record LiveRecord
{
    public static LiveRecord None { get; } = new();

    /// <summary>The live deployment; null when there has been none.</summary>
    public string? Live { get; init; }

    /// <summary>The deployment to return to: the one that was live before.</summary>
    public string? Previous { get; init; }

    /// <summary>The highest token under which a deployment was made live, retired, deleted or started again.</summary>
    public WriteToken Token { get; init; }

    /// <summary>The highest epoch seen in any call: drivers of lower epochs have been deposed.</summary>
    public long Epoch { get; init; }

    public bool Keeps(string deployment) => deployment == Live || deployment == Previous;

    /// <summary>Makes a deployment live, or none. What it replaces becomes the one to return to, unless this is the return.</summary>
    public LiveRecord With(string? deployment, WriteToken token) => this with
    {
        Live = deployment,
        Previous = deployment == Live ? Previous : deployment == Previous ? null : Live,
        Token = token,
        Epoch = Math.Max(Epoch, token.Epoch),
    };
}
