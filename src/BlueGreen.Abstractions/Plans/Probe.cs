namespace BlueGreen;

/// <summary>A question to a deployment over HTTP, with the answer that counts as healthy.</summary>
public sealed record Probe
{
    /// <summary>The probe's name, unique within a plan.</summary>
    public required string Name { get; init; }

    /// <summary>The path under the endpoint's address, beginning with <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The endpoint to ask, for deployments with several; null for <see cref="Deployment.Url"/>.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The HTTP status that counts as healthy. Default: 200. Redirects are not followed: a redirect is its own status.</summary>
    public int ExpectedStatus { get; init; } = 200;

    /// <summary>When the probe gives up. Default: 5 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Makes a probe that sends GET.</summary>
    /// <param name="name">The probe's name, unique within a plan.</param>
    /// <param name="path">The path, beginning with <c>/</c>.</param>
    public static Probe Get(string name, string path) => new() { Name = name, Path = path };

    /// <summary>The same probe with another expected status.</summary>
    /// <param name="status">From 100 to 599.</param>
    public Probe Expecting(int status) => this with { ExpectedStatus = status };

    /// <summary>The same probe with another time limit.</summary>
    /// <param name="timeout">Greater than zero.</param>
    public Probe Within(TimeSpan timeout) => this with { Timeout = timeout };

    /// <summary>The same probe at a named endpoint.</summary>
    /// <param name="endpoint">The endpoint's name.</param>
    public Probe At(string endpoint) => this with { Endpoint = endpoint };

    /// <inheritdoc/>
    public override string ToString() => $"{Name} (GET {Path})";
}
