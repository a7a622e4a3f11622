using System.Text.Json;

namespace BlueGreen.Figures;

/// <summary>
/// Reads named figures from a load tool's result: a flat JSON object of numbers, k6's summary (<c>--summary-export</c> or <c>handleSummary</c>), or Artillery's report. Times become
/// seconds and rates fractions.
/// </summary>
internal static class FigureReader
{
    /// <summary>The figures, at least one.</summary>
    /// <exception cref="FormatException">There are none.</exception>
    public static SortedDictionary<string, double> Read(string text)
    {
        using var document = Parse(text);
        var root = document.RootElement;
        var figures = new SortedDictionary<string, double>(StringComparer.Ordinal);
        if (root.TryGetProperty("metrics", out var metrics) && metrics.ValueKind == JsonValueKind.Object)
        {
            ReadK6(metrics, figures);
        }
        else if (root.TryGetProperty("aggregate", out var aggregate) && aggregate.ValueKind == JsonValueKind.Object)
        {
            ReadArtillery(aggregate, figures);
        }
        else
        {
            foreach (var member in root.EnumerateObject())
            {
                Add(figures, member.Name, Number(member.Value));
            }
        }

        return figures.Count > 0 ? figures : throw new FormatException("the JSON object holds no numbers; write such as {\"response_time\": 0.21, \"error_rate\": 0.001, \"throughput\": 140}");
    }

    /// <summary>The whole text where it is one JSON object, or else the last one that begins on a line of its own: tools talk before they report.</summary>
    private static JsonDocument Parse(string text)
    {
        var begin = text.Length;
        while (begin > 0)
        {
            begin = text.LastIndexOf('{', begin - 1);
            if (begin < 0)
            {
                break;
            }

            if (begin == 0 || text[begin - 1] == '\n')
            {
                if (TryParse(text[begin..]) is { } document)
                {
                    return document;
                }
            }
        }

        throw new FormatException("no JSON object ends it that begins on a line of its own");
    }

    private static JsonDocument? TryParse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void ReadK6(JsonElement metrics, SortedDictionary<string, double> figures)
    {
        Add(figures, "response_time", K6(metrics, "http_req_duration", "avg") / 1000);
        Add(figures, "response_time_p95", K6(metrics, "http_req_duration", "p(95)") / 1000);
        Add(figures, "response_time_p99", K6(metrics, "http_req_duration", "p(99)") / 1000);
        Add(figures, "error_rate", K6(metrics, "http_req_failed", "value") ?? K6(metrics, "http_req_failed", "rate"));
        Add(figures, "throughput", K6(metrics, "http_reqs", "rate"));
    }

    private static double? K6(JsonElement metrics, string metric, string value) =>
        !metrics.TryGetProperty(metric, out var found) || found.ValueKind != JsonValueKind.Object ? null
        : Number(found, value) ?? (found.TryGetProperty("values", out var values) ? Number(values, value) : null);

    private static void ReadArtillery(JsonElement aggregate, SortedDictionary<string, double> figures)
    {
        if (aggregate.TryGetProperty("summaries", out var summaries) && summaries.ValueKind == JsonValueKind.Object && summaries.TryGetProperty("http.response_time", out var times))
        {
            Add(figures, "response_time", Number(times, "mean") / 1000);
            Add(figures, "response_time_p95", Number(times, "p95") / 1000);
            Add(figures, "response_time_p99", Number(times, "p99") / 1000);
        }

        Add(figures, "throughput", aggregate.TryGetProperty("rates", out var rates) ? Number(rates, "http.request_rate") : null);
        if (aggregate.TryGetProperty("counters", out var counters) && Number(counters, "http.requests") is { } requests and > 0)
        {
            var failed = counters.EnumerateObject()
                .Where(counter => counter.Name.StartsWith("errors.", StringComparison.Ordinal) || counter.Name.StartsWith("http.codes.5", StringComparison.Ordinal))
                .Sum(counter => Number(counter.Value) ?? 0);
            Add(figures, "error_rate", failed / requests);
        }
    }

    private static void Add(SortedDictionary<string, double> figures, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            figures[name] = number;
        }
    }

    private static double? Number(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? Number(value) : null;

    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : null;
}
