namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>Contexts of calls that no check makes.</summary>
internal static class Calls
{
    public static OperationContext Any { get; } = new()
    {
        Rollout = new("r1"),
        Application = "conformance",
        Step = "any",
        Operation = new("r1-1"),
        Token = new(1, 1),
        StartedAt = DateTimeOffset.UnixEpoch,
        Deadline = DateTimeOffset.UnixEpoch,
        TimeLeft = TimeSpan.FromSeconds(5),
        Release = new("2.0.0"),
    };
}
