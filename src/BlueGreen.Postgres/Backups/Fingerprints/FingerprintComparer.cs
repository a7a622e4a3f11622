using System.Collections.Immutable;

namespace BlueGreen.Postgres.Backups.Fingerprints;

/// <summary>Finds in what two databases differ, and says it.</summary>
internal static class FingerprintComparer
{
    public static FingerprintComparison Compare(DatabaseFingerprint expected, DatabaseFingerprint actual, int reserve) => new(
    [
        .. Tables(expected.Tables, actual.Tables),
        .. Sequences(expected.Sequences, actual.Sequences, reserve),
        .. LargeObjects(expected.LargeObjects, actual.LargeObjects),
        .. expected.Schema.Compare(actual.Schema).Differences.Select(difference => difference.ToString()),
    ]);

    private static IEnumerable<string> Tables(ImmutableArray<TableFingerprint> expected, ImmutableArray<TableFingerprint> actual) => Compare(
        expected, actual, table => table.Table, (one, other) => one == other,
        (one, other) => one.Rows == other.Rows ? $"{one.Table}: other rows" : FormattableString.Invariant($"{one.Table}: {other.Rows} rows instead of {one.Rows}"));

    private static IEnumerable<string> Sequences(ImmutableArray<SequenceFingerprint> expected, ImmutableArray<SequenceFingerprint> actual, int reserve) => Compare(
        expected, actual, sequence => $"sequence {sequence.Sequence}", (one, other) => one.Allows(other, reserve), (one, other) => $"sequence {one.Sequence}: {other} instead of {one}");

    private static IEnumerable<string> LargeObjects(ImmutableArray<LargeObjectFingerprint> expected, ImmutableArray<LargeObjectFingerprint> actual) => Compare(
        expected, actual, one => FormattableString.Invariant($"large object {one.Oid}"), (one, other) => one == other,
        (one, other) => one.Size == other.Size ? FormattableString.Invariant($"large object {one.Oid}: other content") : FormattableString.Invariant($"large object {one.Oid}: {other.Size} bytes instead of {one.Size}"));

    private static IEnumerable<string> Compare<T>(ImmutableArray<T> expected, ImmutableArray<T> actual, Func<T, string> name, Func<T, T, bool> areEqual, Func<T, T, string> words)
        where T : class
    {
        var found = actual.ToDictionary(name);
        foreach (var one in expected)
        {
            if (!found.Remove(name(one), out var other))
            {
                yield return $"{name(one)} is missing";
            }
            else if (!areEqual(one, other))
            {
                yield return words(one, other);
            }
        }

        foreach (var one in found.Keys.Order(StringComparer.Ordinal))
        {
            yield return $"{one} was not there";
        }
    }
}
