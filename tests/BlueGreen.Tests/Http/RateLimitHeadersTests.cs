using System.Net;
using BlueGreen.Http.Pacing;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Tests.Http;

public sealed class RateLimitHeadersTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));

    [Theory]
    [InlineData("X-RateLimit-Limit: 500|X-RateLimit-Remaining: 3|X-RateLimit-Reset: 1800000042", 3, 42, 500L)]
    [InlineData("X-RateLimit-Remaining: 3|X-RateLimit-Reset: 1800000042000", 3, 42, null)]
    [InlineData("X-RateLimit-Remaining: 0|X-RateLimit-Reset: 17", 0, 17, null)]
    [InlineData("X-RateLimit-Remaining: -2|X-RateLimit-Reset: 1799999999", 0, 0, null)]
    [InlineData("RateLimit-Limit: 10|RateLimit-Remaining: 9|RateLimit-Reset: 5", 9, 5, 10L)]
    [InlineData("RateLimit: limit=100, remaining=50, reset=5", 50, 5, 100L)]
    [InlineData("RateLimit: \"default\";r=50;t=30", 50, 30, null)]
    [InlineData("RateLimit: \"hour\";r=500;t=1800, \"second\";r=1;t=1", 1, 1, null)]
    [InlineData("RateLimit: \"a\";r=7;t=3|X-RateLimit-Remaining: 0|X-RateLimit-Reset: 17", 7, 3, null)]
    public void Known_forms_are_read(string headers, long remaining, double seconds, long? quota) =>
        Assert.Equal(new RateLimit(remaining, TimeSpan.FromSeconds(seconds), quota), RateLimitHeaders.Read(Answer(HttpStatusCode.OK, headers), _clock));

    [Theory]
    [InlineData("")]
    [InlineData("X-RateLimit-Remaining: 3")]
    [InlineData("X-RateLimit-Remaining: many|X-RateLimit-Reset: 17")]
    [InlineData("X-RateLimit-Remaining: 0|X-RateLimit-Reset: 1900000000")]
    [InlineData("RateLimit: \"default\";r=;t=x")]
    [InlineData("RateLimit: nonsense")]
    public void What_is_not_understood_limits_nothing(string headers) => Assert.Null(RateLimitHeaders.Read(Answer(HttpStatusCode.OK, headers), _clock));

    [Fact]
    public void A_refusal_that_names_the_end_of_the_window_leaves_nothing() =>
        Assert.Equal(new RateLimit(0, TimeSpan.FromSeconds(42), 500), RateLimitHeaders.Read(Answer(HttpStatusCode.TooManyRequests, "X-RateLimit-Limit: 500|X-RateLimit-Reset: 1800000042"), _clock));

    [Theory]
    [InlineData("Retry-After: 9", 9)]
    [InlineData("Retry-After: Fri, 15 Jan 2027 08:00:20 GMT", 20)]
    [InlineData("Retry-After: Fri, 15 Jan 2027 07:00:00 GMT", 0)]
    public void A_refusal_with_a_time_uses_the_window_up(string headers, double seconds) =>
        Assert.Equal(new RateLimit(0, TimeSpan.FromSeconds(seconds), null), RateLimitHeaders.Read(Answer(HttpStatusCode.TooManyRequests, headers), _clock));

    [Fact]
    public void Between_answers_requests_are_counted_down_and_the_next_window_frees_the_quota()
    {
        var pace = new Pace(_clock);
        Assert.Equal(TimeSpan.Zero, pace.Take());
        pace.Learn(new(2, TimeSpan.FromSeconds(10), 3));

        Assert.Equal([0, 0, 10], Enumerable.Range(0, 3).Select(_ => pace.Take().TotalSeconds));
        pace.Learn(new(1, TimeSpan.FromSeconds(10), 3));
        Assert.Equal(10, pace.Take().TotalSeconds);

        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([0, 0, 0], Enumerable.Range(0, 3).Select(_ => pace.Take().TotalSeconds));
        pace.Learn(new(0, TimeSpan.FromSeconds(8), null));
        Assert.Equal(8, pace.Take().TotalSeconds);
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string headers)
    {
        var answer = new HttpResponseMessage(status);
        foreach (var header in headers.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = header.Split(": ", 2);
            Assert.True(answer.Headers.TryAddWithoutValidation(parts[0], parts[1]));
        }

        return answer;
    }
}
