using Microsoft.Extensions.Options;

namespace BlueGreen.Hosting;

/// <summary>Everything that is wrong with a host's settings.</summary>
internal sealed class BlueGreenOptionsValidator : IValidateOptions<BlueGreenOptions>
{
    private const int LongestName = 100;

    public static IEnumerable<string> Find(BlueGreenOptions options)
    {
        if (options.HostName is not { Length: > 0 and <= LongestName } name || name.Any(char.IsWhiteSpace))
        {
            yield return $"HostName is '{options.HostName}'; it must have 1 to {LongestName} characters without white space. Name the host as people know it.";
        }

        foreach (var problem in Times(options).OfType<string>())
        {
            yield return problem;
        }
    }

    public ValidateOptionsResult Validate(string? name, BlueGreenOptions options) =>
        Find(options).ToArray() is { Length: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;

    private static IEnumerable<string?> Times(BlueGreenOptions options)
    {
        yield return Limit(nameof(options.LeaseDuration), options.LeaseDuration, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        yield return Limit(nameof(options.ClaimInterval), options.ClaimInterval, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1));
        yield return Limit(nameof(options.InboxInterval), options.InboxInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        yield return Limit(nameof(options.LookAgainAfter), options.LookAgainAfter, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
    }

    private static string? Limit(string name, TimeSpan value, TimeSpan least, TimeSpan most) =>
        value >= least && value <= most ? null : $"{name} is {value}; it must lie between {least} and {most}.";
}
