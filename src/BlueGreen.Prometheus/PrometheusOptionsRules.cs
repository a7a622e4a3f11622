using System.ComponentModel.DataAnnotations;
using BlueGreen.Prometheus.Asking;

namespace BlueGreen.Prometheus;

/// <summary>What attributes cannot say about the options, or cannot say where code is trimmed.</summary>
internal static class PrometheusOptionsRules
{
    /// <summary>Less than the longest window, so that something is left to look at.</summary>
    private static readonly TimeSpan LongestLag = TimeSpan.FromMinutes(5);

    public static IEnumerable<ValidationResult> Find(PrometheusOptions options)
    {
        if (options.Server is { } server && !(server.IsAbsoluteUri && server.Scheme is "http" or "https"))
        {
            yield return new($"Server is '{server}'; it is an absolute http or https address, such as http://prometheus:9090/.", [nameof(options.Server)]);
        }

        if (options.ScrapeInterval < TimeSpan.FromMilliseconds(100) || options.ScrapeInterval > TimeSpan.FromHours(1))
        {
            yield return new("ScrapeInterval must lie between 100 ms and an hour.", [nameof(options.ScrapeInterval)]);
        }

        if (options.Lag < TimeSpan.Zero || options.Lag > LongestLag)
        {
            yield return new($"Lag is {options.Lag}; it lies between 0 and 5 minutes. Take how late the samples come at the most, or 0 where the server scrapes by itself.", [nameof(options.Lag)]);
        }

        if (options.Answers.Count == 0)
        {
            yield return new("Answers is empty; name what is asked for, such as AddHttpServer(\"job=\\\"shop\\\"\").", [nameof(options.Answers)]);
        }

        foreach (var (metric, answer) in options.Answers)
        {
            foreach (var fault in Find(metric, answer))
            {
                yield return new(fault, [nameof(options.Answers)]);
            }
        }
    }

    private static IEnumerable<string> Find(MetricName metric, PrometheusAnswer answer) => answer switch
    {
        PrometheusAnswer.Gauge gauge => string.IsNullOrWhiteSpace(gauge.Expression) ? [$"The answer for {metric} has no expression."] : [],
        _ => Selectors(answer).Where(selector => !Selector.IsPlain(selector)).Select(selector =>
            $"The answer for {metric} selects '{selector}'; name a metric with matchers and nothing else, such as http_requests_total{{job=\"shop\"}}. Expressions are for gauges."),
    };

    private static IEnumerable<string> Selectors(PrometheusAnswer answer) => answer switch
    {
        PrometheusAnswer.Share share => [share.Failed, share.All],
        PrometheusAnswer.Histogram histogram => [histogram.Selector],
        PrometheusAnswer.Rate rate => [rate.Selector],
        _ => [],
    };
}
