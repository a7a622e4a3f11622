using System.Diagnostics;

namespace BlueGreen.Benchmarks.Migrations.Stalls;

/// <summary>What readers and writers felt of something.</summary>
/// <param name="Took">How long it took.</param>
/// <param name="MaxRead">The longest read, in milliseconds.</param>
/// <param name="ReadStall">The sum of all times of more than 50 ms in which no read ended, in milliseconds.</param>
/// <param name="MaxWrite">The longest write, in milliseconds.</param>
internal sealed record Felt(TimeSpan Took, double MaxRead, double ReadStall, double MaxWrite)
{
    private const double Gap = 50;

    public static Felt Of(Operation[] operations, TimeSpan took)
    {
        var ends = operations.Where(one => !one.Writes).Select(one => one.End).Order().ToArray();
        var gaps = ends.Skip(1).Zip(ends, (later, earlier) => Stopwatch.GetElapsedTime(earlier, later).TotalMilliseconds);
        return new(took, Longest(operations.Where(one => !one.Writes)), gaps.Where(gap => gap > Gap).Sum(), Longest(operations.Where(one => one.Writes)));
    }

    /// <summary>The best of several: what others on the machine did counts least in it.</summary>
    public static Felt Best(IReadOnlyCollection<Felt> rounds) =>
        new(rounds.Min(one => one.Took), rounds.Min(one => one.MaxRead), rounds.Min(one => one.ReadStall), rounds.Min(one => one.MaxWrite));

    private static double Longest(IEnumerable<Operation> operations) => operations.Max(one => Stopwatch.GetElapsedTime(one.Began, one.End).TotalMilliseconds);
}
