using System.Collections.Immutable;

namespace BlueGreen;

/// <summary>
/// What the figures of a gate's command are compared with: those of the application's last rollout that succeeded and was not rolled back since. They are kept in the artifact
/// store.
/// </summary>
public sealed record Baseline
{
    /// <summary>
    /// Limits of S17: <c>response_time</c> 1.2×, <c>error_rate</c> 2× and in any case above 0.1%, <c>memory</c> 1.3×, <c>throughput</c> below 0.8×.
    /// </summary>
    public static ImmutableArray<FigureRule> Defaults { get; } =
    [
        new("response_time", FigureDirection.Lower, Factor.Of(1.2)),
        new("error_rate", FigureDirection.Lower, Factor.Of(2.0)) { Unless = 0.001 },
        new("memory", FigureDirection.Lower, Factor.Of(1.3)),
        new("throughput", FigureDirection.Higher, Factor.Of(0.8)),
    ];

    /// <summary>Tells baselines of one application apart.</summary>
    public required string Name { get; init; }

    /// <summary>The limits, at most one per figure. Default: <see cref="Defaults"/>. One whose figure neither the run nor the baseline has is passed over.</summary>
    public ImmutableArray<FigureRule> Rules { get => field.IsDefault ? [] : field; init; } = Defaults;

    /// <summary>
    /// The file that the command writes its result to, relative to its folder; placeholders of <see cref="ReleaseToken"/> are resolved. Default: null, which reads the command's
    /// standard output.
    /// </summary>
    public string? ResultFile { get; init; }

    /// <summary>Whether the gate fails while there is no baseline. Default: no, the run is then the first.</summary>
    public bool IsRequired { get; init; }

    /// <summary>A baseline under a name.</summary>
    /// <param name="name">Letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, at most 63.</param>
    public static Baseline Stored(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new() { Name = name };
    }

    /// <summary>The same baseline with one more limit, or another one for the same figure.</summary>
    /// <param name="figure">The figure's name.</param>
    /// <param name="better">Which way it is good.</param>
    /// <param name="limit">Worse beyond this multiple.</param>
    /// <param name="unless">As in <see cref="FigureRule.Unless"/>.</param>
    public Baseline Limit(string figure, FigureDirection better, Factor limit, double unless = 0) =>
        this with { Rules = [.. Rules.Where(rule => rule.Figure != figure), new(figure, better, limit) { Unless = unless }] };

    /// <summary>The same baseline for a command that writes its result to a file.</summary>
    /// <param name="file">As in <see cref="ResultFile"/>.</param>
    public Baseline ReadFrom(string file) => this with { ResultFile = file };

    /// <summary>The same baseline, without which the gate fails.</summary>
    public Baseline Required() => this with { IsRequired = true };

    /// <inheritdoc/>
    public bool Equals(Baseline? other) =>
        other is not null && Name == other.Name && ResultFile == other.ResultFile && IsRequired == other.IsRequired && Rules.SequenceEqual(other.Rules);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, ResultFile, Rules.Length);

    /// <inheritdoc/>
    public override string ToString() => $"baseline '{Name}': worse when {string.Join(", ", Rules)}";
}
