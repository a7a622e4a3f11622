namespace BlueGreen.Postgres.Backups;

/// <summary>Where a sequence is.</summary>
/// <param name="Sequence">Its name with its schema, as the server writes it.</param>
/// <param name="Last">Its last value, or the first one that it will give.</param>
/// <param name="IsCalled">Whether that was given already.</param>
/// <param name="Increment">By how much it goes on.</param>
public sealed record SequenceFingerprint(string Sequence, long Last, bool IsCalled, long Increment)
{
    /// <summary>Whether it begins anew at its end. Default: no.</summary>
    public bool Cycles { get; init; }

    /// <summary>Where it was at the end, when it went on while it was dumped: a snapshot does not hold sequences still. Null when it did not.</summary>
    public long? Until { get; init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Last}{(Until is { } until ? $" to {until}" : IsCalled ? "" : ", not given yet")}");

    /// <param name="actual">Where it is now.</param>
    /// <param name="reserve">How many values further it may be.</param>
    internal bool Allows(SequenceFingerprint actual, int reserve)
    {
        if ((actual.Last, actual.IsCalled) == (Last, IsCalled))
        {
            return true;
        }

        if (Until is null && reserve == 0)
        {
            return false;
        }

        var (first, last) = ((decimal)Last, (Until ?? Last) + ((decimal)reserve * Increment));

        // It may have begun anew, how often is not known, or was set by hand: any value may have been there.
        var wentRound = Cycles || (last - first) * Math.Sign(Increment) < 0;
        return wentRound || (actual.IsCalled && actual.Last >= Math.Min(first, last) && actual.Last <= Math.Max(first, last));
    }
}
