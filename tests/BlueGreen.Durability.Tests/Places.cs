using System.Collections.Immutable;
using System.Globalization;

namespace BlueGreen.Durability.Tests;

/// <summary>Every place of a journal, or every so many: <c>BLUEGREEN_ALL_POSITIONS=1</c> runs each, 3 each third. Not set, one course goes through the kinds of events.</summary>
internal static class Places
{
    private static readonly int Stride = int.TryParse(Environment.GetEnvironmentVariable("BLUEGREEN_ALL_POSITIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out var stride) ? stride : 0;

    public static bool AreAll => Stride > 0;

    /// <summary>Faults before and after each event from the second on, without end.</summary>
    public static IEnumerable<ImmutableArray<Fault>> All(string how)
    {
        for (var place = 0; ; place += Stride)
        {
            yield return [new(how, place % 2 == 0 ? "before" : "after", string.Create(CultureInfo.InvariantCulture, $"#{2 + (place / 2)}"))];
        }
    }
}
