using Microsoft.Extensions.Options;

namespace BlueGreen.Artifacts;

/// <summary>Everything that is wrong with a store's settings.</summary>
internal sealed class FileArtifactStoreOptionsValidator : IValidateOptions<FileArtifactStoreOptions>
{
    public static IEnumerable<string> Find(FileArtifactStoreOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Directory))
        {
            yield return "Directory names no folder.";
        }

        if (options.Retention.MaximumAge is { } age && age <= TimeSpan.Zero)
        {
            yield return $"Retention.MaximumAge is {age}; it must be above zero, or null for any age.";
        }

        if (options.Retention.MaximumPerOwner is { } count and < 1)
        {
            yield return $"Retention.MaximumPerOwner is {count}; it must be at least 1, or null for any number.";
        }
    }

    public ValidateOptionsResult Validate(string? name, FileArtifactStoreOptions options) =>
        Find(options).ToArray() is { Length: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
}
