using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace BlueGreen;

/// <summary>
/// A program to run, never through a shell: each argument reaches it as it stands. File name, arguments and variables may hold the
/// placeholders of <see cref="ReleaseToken"/>.
/// </summary>
public sealed record Command
{
    /// <summary>The program: a path, or a name that is found on the PATH.</summary>
    public required string FileName { get; init; }

    /// <summary>The arguments, one by one. Never secrets: any user of the machine can read them. Hand those over with <see cref="With(string, Secret)"/>.</summary>
    public ImmutableArray<string> Arguments { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Where the program starts; null for the host's own folder.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Environment variables on top of the host's. They are part of the plan, so the journal keeps them: no secrets. Hand those over with <see cref="With(string, Secret)"/>.</summary>
    public ImmutableSortedDictionary<string, string> Variables { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The names of the variables that are secret, in order. The plan says the names only; the values are in <see cref="Secrets"/>.</summary>
    public ImmutableArray<string> SecretVariables { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The values of <see cref="SecretVariables"/>. Never written anywhere: a plan that was read back from a journal gets them from the program that drives it.</summary>
    [JsonIgnore]
    public ImmutableDictionary<string, Secret> Secrets { get; init; } = ImmutableDictionary<string, Secret>.Empty;

    /// <summary>When the program is ended. Default: 10 minutes. Not for long-running releases.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Makes a command.</summary>
    /// <param name="fileName">A path, or a name that is found on the PATH. Not empty.</param>
    /// <param name="arguments">The arguments, one by one.</param>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is null, empty or white space.</exception>
    public static Command Run(string fileName, params ImmutableArray<string> arguments)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        return new() { FileName = fileName, Arguments = arguments };
    }

    /// <summary>The same command with one more variable.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="value">Its value.</param>
    public Command With(string name, string value) => this with { Variables = Variables.SetItem(name, value) };

    /// <summary>
    /// The same command with one more variable whose value stays out of the plan and the journal, and is replaced by <c>***</c> in what the program writes.
    /// </summary>
    /// <param name="name">The variable's name. Commands of one plan that use the same name mean the same secret.</param>
    /// <param name="value">Its value, as it stands: placeholders are not resolved.</param>
    public Command With(string name, Secret value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        return this with { Secrets = Secrets.SetItem(name, value), SecretVariables = [.. SecretVariables.Append(name).Distinct().Order(StringComparer.Ordinal)] };
    }

    /// <summary>The same command in another folder.</summary>
    /// <param name="directory">The folder.</param>
    public Command In(string directory) => this with { WorkingDirectory = directory };

    /// <summary>The same command with another time limit.</summary>
    /// <param name="timeout">Greater than zero.</param>
    public Command Within(TimeSpan timeout) => this with { Timeout = timeout };

    /// <inheritdoc/>
    public bool Equals(Command? other) =>
        other is not null && FileName == other.FileName && WorkingDirectory == other.WorkingDirectory && Timeout == other.Timeout
        && Arguments.SequenceEqual(other.Arguments) && Variables.SequenceEqual(other.Variables)
        && SecretVariables.SequenceEqual(other.SecretVariables);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(FileName, Arguments.Length, WorkingDirectory);

    /// <summary>The command line, for people to read.</summary>
    public override string ToString() =>
        Arguments.IsEmpty ? FileName : $"{FileName} {string.Join(' ', Arguments.Select(a => a.Contains(' ', StringComparison.Ordinal) ? $"\"{a}\"" : a))}";
}
