using System.Globalization;
using System.Text.Json;

namespace BlueGreen.Prometheus.Asking;

/// <summary>Reads series from the <c>data</c> of an answer: a vector, or a matrix.</summary>
internal static class SeriesReader
{
    public static IReadOnlyList<Series> Read(JsonElement data)
    {
        var type = data.GetProperty("resultType").GetString();
        return type is "vector" or "matrix"
            ? [.. data.GetProperty("result").EnumerateArray().Select(Series)]
            : throw new FormatException($"a result of type {type}");
    }

    private static Series Series(JsonElement series) => new(
        series.GetProperty("metric").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString() ?? "", StringComparer.Ordinal),
        [.. Samples(series).Where(sample => double.IsFinite(sample.Value)).OrderBy(sample => sample.At)]);

    private static IEnumerable<SeriesSample> Samples(JsonElement series)
    {
        foreach (var sample in Pairs(series, "value", "values"))
        {
            yield return new(Time(sample[0]), Number(sample[1]));
        }

        foreach (var sample in Pairs(series, "histogram", "histograms"))
        {
            yield return new(Time(sample[0]), Number(sample[1].GetProperty("count")), Histogram(sample[1]));
        }
    }

    private static JsonElement[] Pairs(JsonElement series, string one, string many) =>
        series.TryGetProperty(many, out var several) ? [.. several.EnumerateArray()] : series.TryGetProperty(one, out var single) ? [single] : [];

    private static NativeHistogram Histogram(JsonElement histogram) => new(
        Number(histogram.GetProperty("sum")),
        histogram.TryGetProperty("buckets", out var buckets) ? [.. buckets.EnumerateArray().Select(bucket => (Number(bucket[2]), Number(bucket[3])))] : []);

    private static DateTimeOffset Time(JsonElement seconds) => DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(seconds.GetDouble() * 1000));

    private static double Number(JsonElement text) => text.GetString() switch
    {
        "+Inf" or "Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        "NaN" or null => double.NaN,
        var number => double.Parse(number, CultureInfo.InvariantCulture),
    };
}
