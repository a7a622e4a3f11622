using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace BlueGreen.Processes;

/// <summary>What the state folder knows of one deployment. Written before its process is started, and again when its number is known.</summary>
internal sealed record DeploymentRecord
{
    public required string Operation { get; init; }

    public required string Deployment { get; init; }

    public required string Version { get; init; }

    public string? Artifact { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DeploymentState State { get; init; }

    /// <summary>How often it was started.</summary>
    public int Start { get; init; }

    public int Port { get; init; }

    /// <summary>Its process; null between the intent to start and the note of what was started.</summary>
    public ProcessIdentity? Process { get; init; }

    /// <summary>The program as it was deployed: a full path.</summary>
    public string FileName { get; init; } = "";

    /// <summary>The arguments as they were deployed, with the port still open.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    public string? WorkingDirectory { get; init; }

    [JsonIgnore]
    public bool IsRunning => Process is { IsRunning: true };

    /// <summary>Whether it has been ready and was not cancelled: it may be live, kept and started again.</summary>
    [JsonIgnore]
    public bool IsComplete => State is DeploymentState.Ready or DeploymentState.Retired or DeploymentState.Restarting;

    [JsonIgnore]
    public bool IsBeingStarted => State is DeploymentState.Starting or DeploymentState.Restarting;

    public Deployment ToDeployment() => new()
    {
        Id = new(Deployment),
        Version = Version,
        Url = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/")),
    };
}
