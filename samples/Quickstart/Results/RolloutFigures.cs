using BlueGreen;
using BlueGreen.Events;
using Quickstart.Load;

namespace Quickstart.Results;

/// <summary>One rollout, as users and its journal saw it.</summary>
internal sealed record RolloutFigures
{
    public required string Version { get; init; }

    /// <summary>Null when it was left before it had one.</summary>
    public required string? Outcome { get; init; }

    public required long Requests { get; init; }

    /// <summary>Connection failures and errors of the router itself.</summary>
    public required long FailedRequests { get; init; }

    /// <summary>Server errors (5xx) that users saw.</summary>
    public required long BadResponses { get; init; }

    public required double Seconds { get; init; }

    /// <summary>From the first server error until the router had read back that blue has all traffic; null without the one or the other.</summary>
    public required double? SecondsFromFirstErrorToBlue { get; init; }

    public required int JournalEvents { get; init; }

    /// <summary>The page about it; null when it could not be written.</summary>
    public required string? Report { get; init; }

    public static RolloutFigures Of(string version, RolloutResult result, LoadCounts seen, string? report) => new()
    {
        Version = version,
        Outcome = result.Outcome?.ToString(),
        Requests = seen.Requests,
        FailedRequests = seen.Failed,
        BadResponses = seen.Bad,
        Seconds = Rounded(result.Journal[^1].At - result.Journal[0].At),
        SecondsFromFirstErrorToBlue = seen.FirstBadAt is { } error && BackOnBlue(result, error) is { } back ? Rounded(back - error) : null,
        JournalEvents = result.Journal.Length,
        Report = report,
    };

    private static DateTimeOffset? BackOnBlue(RolloutResult result, DateTimeOffset error) =>
        result.Journal.FirstOrDefault(entry => entry.At >= error && entry.Event is TrafficShifted { Green.Percent: 0 })?.At;

    private static double Rounded(TimeSpan time) => Math.Round(time.TotalSeconds, 2);
}
