namespace BlueGreen.Machine;

/// <summary>Times that are not part of a plan.</summary>
internal static class MachineTimes
{
    public static readonly TimeSpan PreflightDeadline = TimeSpan.FromMinutes(2);

    public static readonly TimeSpan ShiftDeadline = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan UndoDeadline = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan CleanupDeadline = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan AbandonGrace = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan Checkpoint = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many changes of driver a step is given its time back for. Beyond that it is taken to be the step itself that ends its drivers, and its deadline counts.
    /// </summary>
    public const int ForgivenTakeOvers = 5;

    /// <summary>How long after having said that something cannot be read it is said again: 8, 32, 128, then 512 seconds.</summary>
    public static TimeSpan SayAgain(int times) => TimeSpan.FromSeconds(Math.Pow(4, Math.Clamp(times, 1, 4)) * 2);

    /// <summary>How long after a failed attempt the next one starts: 1, 2, 4 … 30 seconds.</summary>
    public static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(Math.Min(30, Math.Pow(2, Math.Clamp(attempts - 1, 0, 5))));

    /// <summary>Whether that many failed attempts are worth an event: the 1st, 4th, 16th, 64th …</summary>
    public static bool IsWorthTelling(int attempts, int told) => attempts >= 1 && attempts >= told * 4 && attempts > told;
}
