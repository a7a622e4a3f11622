using System.Collections.Immutable;
using System.Globalization;

namespace DurableHost.Serving;

/// <summary>What the router has counted since it started, by deployment.</summary>
/// <param name="At">When it was asked.</param>
/// <param name="Deployments">Requests and, of them, errors.</param>
internal sealed record RouterCounts(DateTimeOffset At, ImmutableDictionary<string, (long Requests, long Errors)> Deployments)
{
    private const string Counter = "bluegreen_router_requests_total{";

    public (long Requests, long Errors) Of(string deployment) => Deployments.GetValueOrDefault(deployment);

    /// <summary>Whether it has counted on since then, rather than begun anew.</summary>
    public bool Continues(RouterCounts earlier) => earlier.Deployments.All(pair => Of(pair.Key).Requests >= pair.Value.Requests);

    public static RouterCounts Parse(string scrape, DateTimeOffset at) => new(at, scrape.Split('\n')
        .Where(line => line.StartsWith(Counter, StringComparison.Ordinal))
        .Select(line => (Deployment: Label(line, "deployment"), IsError: Label(line, "outcome") == "error", Value: long.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)))
        .GroupBy(sample => sample.Deployment)
        .ToImmutableDictionary(group => group.Key, group => (group.Sum(sample => sample.Value), group.Where(sample => sample.IsError).Sum(sample => sample.Value))));

    private static string Label(string line, string name)
    {
        var start = line.IndexOf($"{name}=\"", StringComparison.Ordinal) + name.Length + 2;
        return line[start..line.IndexOf('"', start)];
    }
}
