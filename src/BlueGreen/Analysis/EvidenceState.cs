using System.Collections.Immutable;

namespace BlueGreen.Analysis;

/// <summary>What a mixture of likelihood ratios has gathered: a checkpoint. All evidence is kept as natural logarithms.</summary>
/// <param name="FromStart">For each alternative, the likelihood ratio since the beginning.</param>
/// <param name="FromOnset">For each alternative, the weighted sum of the likelihood ratios since each possible onset.</param>
/// <param name="Spent">The share of the prior that onsets up to now have got, from 0 to 1.</param>
/// <param name="Pending">The part of it that no observation has met yet.</param>
/// <param name="Highest">The highest value of the whole so far.</param>
public sealed record EvidenceState(ImmutableArray<double> FromStart, ImmutableArray<double> FromOnset, double Spent, double Pending, double Highest)
{
    /// <inheritdoc/>
    public bool Equals(EvidenceState? other) =>
        other is not null && Spent.Equals(other.Spent) && Pending.Equals(other.Pending) && Highest.Equals(other.Highest)
        && FromStart.AsSpan().SequenceEqual(other.FromStart.AsSpan()) && FromOnset.AsSpan().SequenceEqual(other.FromOnset.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Spent, Pending, Highest);
}
