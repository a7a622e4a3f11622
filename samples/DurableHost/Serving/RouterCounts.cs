using System.Collections.Immutable;
using System.Globalization;

namespace DurableHost.Serving;

/// <summary>What the router has counted since it started, by deployment.</summary>
/// <param name="At">When it was asked.</param>
/// <param name="Deployments">What it counted for each.</param>
internal sealed record RouterCounts(DateTimeOffset At, ImmutableDictionary<string, RouterCount> Deployments)
{
    private const string Requests = "bluegreen_router_requests_total{";
    private const string Seconds = "bluegreen_router_response_seconds_sum{";

    public RouterCount Of(string deployment) => Deployments.GetValueOrDefault(deployment);

    /// <summary>Whether it has counted on since then, rather than begun anew.</summary>
    public bool Continues(RouterCounts earlier) => earlier.Deployments.All(pair => Of(pair.Key).Requests >= pair.Value.Requests);

    public static RouterCounts Parse(string scrape, DateTimeOffset at) => new(at, scrape.Split('\n')
        .Where(line => line.StartsWith(Requests, StringComparison.Ordinal) || line.StartsWith(Seconds, StringComparison.Ordinal))
        .GroupBy(line => Label(line, "deployment"), Count)
        .ToImmutableDictionary(group => group.Key, group => group.Aggregate((sum, next) => sum + next)));

    private static RouterCount Count(string line)
    {
        var value = double.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture);
        return line.StartsWith(Seconds, StringComparison.Ordinal) ? new(0, 0, value) : new((long)value, Label(line, "outcome") == "error" ? (long)value : 0, 0);
    }

    private static string Label(string line, string name)
    {
        var start = line.IndexOf($"{name}=\"", StringComparison.Ordinal) + name.Length + 2;
        return line[start..line.IndexOf('"', start)];
    }
}
