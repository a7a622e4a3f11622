using System.Collections.Immutable;
using System.Text.Json.Serialization;
using BlueGreen.Serialization;

namespace BlueGreen;

/// <summary>
/// Which deployments receive an application's traffic, and how much each: the weights total 100%, or there are none at all.
/// Two splits are equal when they give each deployment the same weight; deployments without weight do not count.
/// </summary>
[JsonConverter(typeof(TrafficSplitJsonConverter))]
public sealed record TrafficSplit
{
    private TrafficSplit(ImmutableArray<TrafficWeight> weights) => Weights = weights;

    /// <summary>No deployment receives traffic.</summary>
    public static TrafficSplit None { get; } = new(ImmutableArray<TrafficWeight>.Empty);

    /// <summary>The deployments that have weight, ordered by identifier.</summary>
    public ImmutableArray<TrafficWeight> Weights { get; }

    /// <summary>Whether no deployment receives traffic.</summary>
    public bool IsNone => Weights.IsEmpty;

    /// <summary>Everything goes to one deployment.</summary>
    /// <param name="deployment">The deployment.</param>
    public static TrafficSplit AllTo(DeploymentId deployment) => new([new(deployment, Percentage.All)]);

    /// <summary>Two deployments share the traffic.</summary>
    /// <param name="blue">Receives the rest.</param>
    /// <param name="green">Receives <paramref name="greenWeight"/>.</param>
    /// <param name="greenWeight">Green's weight, in steps of 0.01%.</param>
    /// <exception cref="ArgumentException">Both are the same deployment, or the weight is finer than 0.01%.</exception>
    public static TrafficSplit Between(DeploymentId blue, DeploymentId green, Percentage greenWeight) =>
        Of([new(blue, greenWeight.Rest), new(green, greenWeight)]);

    /// <summary>Makes a split from weights.</summary>
    /// <param name="weights">Weights in steps of 0.01% that total 100%, each deployment once; or none at all.</param>
    /// <exception cref="ArgumentException">The weights do not total 100%, name a deployment twice, or are finer than 0.01%.</exception>
    public static TrafficSplit Of(IEnumerable<TrafficWeight> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var all = weights.ToArray();
        var repeated = all.GroupBy(w => w.Deployment).FirstOrDefault(g => g.Count() > 1);
        if (repeated is not null)
        {
            throw new ArgumentException($"Deployment '{repeated.Key}' appears twice in the split. Give each deployment one weight.", nameof(weights));
        }

        foreach (var finer in all.Where(w => !w.IsWholeStep))
        {
            throw new ArgumentException($"The weight {finer.Weight} of '{finer.Deployment}' is finer than 0.01%. Round it.", nameof(weights));
        }

        if (all.Length > 0 && all.Sum(w => w.HundredthsOfPercent) != 10_000)
        {
            throw new ArgumentException($"The weights total {all.Sum(w => w.Weight.Percent)}%, not 100%: {string.Join(", ", all)}.", nameof(weights));
        }

        return new([.. all.Where(w => w.Weight > Percentage.Zero).OrderBy(w => w.Deployment.Value, StringComparer.Ordinal)]);
    }

    /// <summary>The weight of one deployment; 0% when it has none.</summary>
    /// <param name="deployment">The deployment.</param>
    public Percentage WeightOf(DeploymentId deployment)
    {
        foreach (var weight in Weights)
        {
            if (weight.Deployment == deployment)
            {
                return weight.Weight;
            }
        }

        return Percentage.Zero;
    }

    /// <inheritdoc/>
    public bool Equals(TrafficSplit? other) => other is not null && Weights.AsSpan().SequenceEqual(other.Weights.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Weights.Aggregate(17, (hash, weight) => HashCode.Combine(hash, weight));

    /// <summary>The split as people write it, such as <c>v1 90%, v2 10%</c>.</summary>
    public override string ToString() => IsNone ? "none" : string.Join(", ", Weights);
}
