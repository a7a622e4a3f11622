using BlueGreen;

namespace NetlifyPostgres.Plans;

/// <summary>How long things are watched, and what is compared meanwhile. The procedure's own times, or short ones to try everything in two minutes.</summary>
internal sealed record Times
{
    public static Times OfTheProcedure { get; } = new();

    public static Times Short { get; } = new()
    {
        SampleEvery = TimeSpan.FromSeconds(0.5),
        ErrorsFor = TimeSpan.FromSeconds(2),
        SlowFor = TimeSpan.FromSeconds(4),
        FullFor = TimeSpan.FromSeconds(2),
        BusyFor = TimeSpan.FromSeconds(3),
        UnhealthyWithin = TimeSpan.FromSeconds(5),
        FirstBake = TimeSpan.FromSeconds(3),
        SecondBake = TimeSpan.FromSeconds(3),
        Watch = TimeSpan.FromSeconds(3),
        StagingWatch = TimeSpan.FromSeconds(1),
        EmergencyWatch = TimeSpan.FromSeconds(3),
        EmergencyPause = TimeSpan.FromSeconds(1),
        BlueLeavesWithin = TimeSpan.FromMinutes(1),
        QuietFor = TimeSpan.FromSeconds(1),
        Gradual = Rollback.Through(settle: TimeSpan.FromSeconds(1), validate: TimeSpan.FromSeconds(2), new RollbackStage(Percentage.Of(50), TimeSpan.FromSeconds(2))),
        BakeDeadline = TimeSpan.FromMinutes(1),
        AsWellAsBlue = Regression.Defaults.Only(Metric.ErrorRate.Name, Metric.MemoryUsage.Name),   // a process that has just begun is slow for seconds, which here are the whole bake
        Settle = TimeSpan.FromSeconds(1),
        Drain = TimeSpan.FromSeconds(1),
    };

    public TimeSpan SampleEvery { get; private init; } = TimeSpan.FromSeconds(10);

    public TimeSpan ErrorsFor { get; private init; } = TimeSpan.FromMinutes(2);

    public TimeSpan SlowFor { get; private init; } = TimeSpan.FromMinutes(5);

    public TimeSpan FullFor { get; private init; } = TimeSpan.FromMinutes(3);

    public TimeSpan BusyFor { get; private init; } = TimeSpan.FromMinutes(3);

    public TimeSpan UnhealthyWithin { get; private init; } = TimeSpan.FromMinutes(1);

    public TimeSpan FirstBake { get; private init; } = TimeSpan.FromMinutes(2);

    public TimeSpan SecondBake { get; private init; } = TimeSpan.FromMinutes(3);

    /// <summary>When a bake ends that lacks evidence. Null for three times its duration.</summary>
    public TimeSpan? BakeDeadline { get; private init; }

    public Regression AsWellAsBlue { get; private init; } = Regression.Defaults.Only(Metric.ResponseTime.Name, Metric.ErrorRate.Name, Metric.MemoryUsage.Name);

    public TimeSpan Watch { get; private init; } = TimeSpan.FromMinutes(10);

    public TimeSpan StagingWatch { get; private init; } = TimeSpan.FromMinutes(5);

    public TimeSpan EmergencyWatch { get; private init; } = TimeSpan.FromMinutes(5);

    public TimeSpan EmergencyPause { get; private init; } = TimeSpan.FromSeconds(10);

    public TimeSpan BlueLeavesWithin { get; private init; } = TimeSpan.FromMinutes(12);

    public TimeSpan QuietFor { get; private init; } = TimeSpan.FromSeconds(5);

    public RollbackStrategy Gradual { get; private init; } = Rollback.Gradual;

    public TimeSpan Settle { get; private init; } = TimeSpan.FromSeconds(15);

    public TimeSpan Drain { get; private init; } = TimeSpan.FromSeconds(30);
}
