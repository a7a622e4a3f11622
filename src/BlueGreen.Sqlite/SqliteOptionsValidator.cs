using Microsoft.Extensions.Options;

namespace BlueGreen.Sqlite;

/// <summary>Everything that is wrong with the settings.</summary>
internal sealed class SqliteOptionsValidator : IValidateOptions<SqliteOptions>
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static IEnumerable<string> Find(SqliteOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Path))
        {
            yield return "Path names no file.";
        }
        else if (options.Path.StartsWith(':') || options.Path.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            yield return $"Path is '{options.Path}'; it must be the path of a file. To keep rollouts in memory, add no store at all.";
        }

        if (options.PollInterval < TimeSpan.FromMilliseconds(10) || options.PollInterval > Minute)
        {
            yield return $"PollInterval is {options.PollInterval}; it must be from 10 ms to 1 minute.";
        }

        if (options.BusyTimeout < TimeSpan.FromSeconds(1) || options.BusyTimeout > Minute)
        {
            yield return $"BusyTimeout is {options.BusyTimeout}; it must be from 1 second to 1 minute.";
        }

        if (options.AcknowledgementLifetime <= TimeSpan.Zero)
        {
            yield return $"AcknowledgementLifetime is {options.AcknowledgementLifetime}; it must be above zero.";
        }

        if (options.ArtifactMaximumAge is { } age && age <= TimeSpan.Zero)
        {
            yield return $"ArtifactMaximumAge is {age}; it must be above zero, or null for any age.";
        }

        if (options.MaximumBytes < SqliteOptions.SmallestMaximum)
        {
            yield return $"MaximumBytes is {options.MaximumBytes}; it must be at least {SqliteOptions.SmallestMaximum}, or null for no limit.";
        }
    }

    public ValidateOptionsResult Validate(string? name, SqliteOptions options) =>
        Find(options).ToArray() is { Length: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
}
