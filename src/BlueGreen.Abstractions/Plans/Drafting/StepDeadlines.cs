namespace BlueGreen.Plans.Drafting;

/// <summary>Deadlines of steps that state none. The verbs of <see cref="RolloutBuilder"/> document them.</summary>
internal static class StepDeadlines
{
    public static readonly TimeSpan Checks = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan BackUp = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Consistency = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Migrate = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Deploy = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Probe = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Gate = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Shift = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan Promote = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan PointDns = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan PurgeCdn = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan VerifyHeader = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan PointOfNoReturn = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan Custom = TimeSpan.FromMinutes(10);

    /// <summary>How many times its duration a bake may take.</summary>
    public const double BakeFactor = 3;

    /// <summary>The usual deadline, or the longest time limit of a check's command where that is longer.</summary>
    public static TimeSpan For(TimeSpan usual, IEnumerable<CheckDescription> checks) =>
        checks.OfType<CommandCheck>().Select(check => check.Command.Timeout).Append(usual).Max();
}
