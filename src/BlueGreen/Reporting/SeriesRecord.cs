using System.Collections.Immutable;

namespace BlueGreen.Reporting;

/// <summary>What one side showed of one metric.</summary>
/// <param name="Mean">Over all of it: per sample, for throughput per second. In the metric's base unit.</param>
/// <param name="Samples">How many samples that rests on.</param>
/// <param name="Points">The course of it. Where nothing was seen, there is no point.</param>
public sealed record SeriesRecord(double Mean, long Samples, ImmutableArray<PointRecord> Points);
