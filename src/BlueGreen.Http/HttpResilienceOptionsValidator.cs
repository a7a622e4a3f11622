using BlueGreen.Http.Breaking;
using Microsoft.Extensions.Options;

namespace BlueGreen.Http;

/// <summary>Reports everything that is wrong with the options, not only the first thing. Written by hand: attributes for time spans cannot be trimmed.</summary>
internal sealed class HttpResilienceOptionsValidator : IValidateOptions<HttpResilienceOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, HttpResilienceOptions options)
    {
        string[] found =
        [
            .. Time(nameof(options.TotalTimeout), options.TotalTimeout, Shortest),
            .. Time(nameof(options.AttemptTimeout), options.AttemptTimeout, Shortest),
            .. Time(nameof(options.RetryDelay), options.RetryDelay, TimeSpan.FromMilliseconds(1)),
            .. Time(nameof(options.MaxRetryDelay), options.MaxRetryDelay, TimeSpan.FromMilliseconds(1)),
            .. Time(nameof(options.MaxPause), options.MaxPause, TimeSpan.Zero),
            .. Others(options),
            .. DependencyBreakerOptionsValidator.Find(options.Breaker).Select(fault => $"Breaker.{fault}"),
        ];
        return found.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found.Select(fault => string.IsNullOrEmpty(name) ? fault : $"{name}: {fault}"));
    }

    private static IEnumerable<string> Time(string setting, TimeSpan value, TimeSpan shortest)
    {
        if (value < shortest || value > Longest)
        {
            yield return $"{setting} is {value}; it must lie between {shortest.TotalMilliseconds} ms and {Longest.TotalHours} hour.";
        }
    }

    private static IEnumerable<string> Others(HttpResilienceOptions options)
    {
        if (options.AttemptTimeout > options.TotalTimeout)
        {
            yield return $"AttemptTimeout ({options.AttemptTimeout}) is longer than TotalTimeout ({options.TotalTimeout}), so it never comes. Shorten it, or allow more in all.";
        }

        if (options.RetryDelay > options.MaxRetryDelay)
        {
            yield return $"RetryDelay ({options.RetryDelay}) is longer than MaxRetryDelay ({options.MaxRetryDelay}).";
        }

        if (options.Retries is < 0 or > 20)
        {
            yield return $"Retries is {options.Retries}; it must lie between 0 and 20.";
        }

        if (string.IsNullOrWhiteSpace(options.IdempotencyKeyHeader))
        {
            yield return "IdempotencyKeyHeader names no request header; Idempotency-Key is usual.";
        }
    }
}
