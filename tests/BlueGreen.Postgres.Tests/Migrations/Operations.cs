namespace BlueGreen.Postgres.Tests.Migrations;

/// <summary>Calls as a driver makes them.</summary>
internal static class Operations
{
    public static OperationContext Make(string rollout = "r1", long intent = 1, long epoch = 1, string? operation = null) => new()
    {
        Rollout = new(rollout),
        Application = "shop",
        Step = "expand",
        Operation = new(operation ?? $"{rollout}-{intent}"),
        Token = new(epoch, intent),
        StartedAt = DateTimeOffset.UnixEpoch,
        Deadline = DateTimeOffset.MaxValue,
        TimeLeft = TimeSpan.FromMinutes(30),
        Release = new("2.0.0"),
    };
}
