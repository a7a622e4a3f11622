using System.Globalization;
using BlueGreen.Prometheus.Asking;

namespace BlueGreen.Prometheus.Counting;

/// <summary>A histogram as counters, one for each upper bound, whichever kind it is.</summary>
internal sealed record HistogramSeries(IReadOnlyList<(double Upper, Series Counter)> Buckets, IReadOnlyList<Series> Sums)
{
    private const string Bound = "le";

    /// <summary>Into which bounds native histograms are put, in seconds: those of OpenTelemetry's semantic conventions. A bucket that crosses one belongs above it.</summary>
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    public static string BucketsOf(PrometheusAnswer.Histogram histogram) => Selector.Suffixed(histogram.Selector, "_bucket");

    public static string SumOf(PrometheusAnswer.Histogram histogram) => Selector.Suffixed(histogram.Selector, "_sum");

    public static HistogramSeries Of(PrometheusAnswer.Histogram histogram, CounterReading reading, string deployment)
    {
        var classic = reading.Of(BucketsOf(histogram), deployment).Select(series => (BoundOf(series), series)).Where(bucket => !double.IsNaN(bucket.Item1)).ToArray();
        if (classic.Length > 0)
        {
            return new(classic, [.. reading.Of(SumOf(histogram), deployment)]);
        }

        Series[] native = [.. reading.Of(histogram.Selector, deployment).Where(series => series.Samples.Any(sample => sample.Histogram is not null))];
        return new(
            [.. native.SelectMany(series => Bounds.Append(double.PositiveInfinity).Select(upper => (upper, With(series, sample => CountUpTo(sample, upper)))))],
            [.. native.Select(series => With(series, sample => sample.Histogram!.Sum))]);
    }

    private static double BoundOf(Series series) => series.Find(Bound) switch
    {
        null => double.NaN,
        "+Inf" => double.PositiveInfinity,
        var text => double.TryParse(text, CultureInfo.InvariantCulture, out var bound) ? bound : double.NaN,
    };

    private static double CountUpTo(SeriesSample sample, double upper) =>
        double.IsInfinity(upper) ? sample.Value : sample.Histogram!.Buckets.Where(bucket => bucket.Upper <= upper).Sum(bucket => bucket.Count);

    private static Series With(Series series, Func<SeriesSample, double> value) =>
        series with { Samples = [.. series.Samples.Where(sample => sample.Histogram is not null).Select(sample => new SeriesSample(sample.At, value(sample)))] };
}
