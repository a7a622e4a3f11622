using System.Diagnostics.CodeAnalysis;

namespace BlueGreen;

/// <summary>
/// What a look at the world brought: a known value, or the reason why it is unknown. Unknown is never taken for changed,
/// absent or healthy. Made by <see cref="Observed"/>.
/// </summary>
/// <typeparam name="T">What was looked at.</typeparam>
public readonly record struct Observed<T>
{
    internal Observed(bool isKnown, T? value, string? reason)
    {
        IsKnown = isKnown;
        Value = value;
        Reason = reason;
    }

    /// <summary>Whether the value is known.</summary>
    [MemberNotNullWhen(false, nameof(Reason))]
    public bool IsKnown { get; }

    /// <summary>The value, if known.</summary>
    public T? Value { get; }

    /// <summary>Why the value is unknown; null when it is known.</summary>
    public string? Reason { get; }

    /// <inheritdoc/>
    public override string ToString() => IsKnown ? $"{Value}" : $"unknown ({Reason})";
}

/// <summary>Makes observations.</summary>
public static class Observed
{
    /// <summary>The value is known.</summary>
    /// <typeparam name="T">What was looked at.</typeparam>
    /// <param name="value">The value.</param>
    public static Observed<T> Known<T>(T value) => new(true, value, null);

    /// <summary>The value could not be learned.</summary>
    /// <typeparam name="T">What was looked at.</typeparam>
    /// <param name="reason">What was tried, on what, and what was answered.</param>
    /// <exception cref="ArgumentException"><paramref name="reason"/> is null, empty or white space.</exception>
    public static Observed<T> Unknown<T>(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new(false, default, reason);
    }
}
