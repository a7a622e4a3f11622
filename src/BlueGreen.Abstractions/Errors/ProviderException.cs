namespace BlueGreen;

/// <summary>A provider could not do what it was asked to.</summary>
public sealed class ProviderException : BlueGreenException
{
    private ProviderException(string message, bool isTransient, Exception? innerException)
        : base(message, innerException) => IsTransient = isTransient;

    /// <summary>Whether the same call may succeed later. Transient failures are repeated within the step's deadline.</summary>
    public bool IsTransient { get; }

    /// <summary>How long the other side asked to be left alone; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>A failure that may pass once the other side's limit is lifted.</summary>
    /// <param name="message">What was tried, on what, what was answered. No secrets.</param>
    /// <param name="retryAfter">How long the other side asked to be left alone.</param>
    /// <param name="innerException">The cause, if any.</param>
    public static ProviderException Throttled(string message, TimeSpan retryAfter, Exception? innerException = null) =>
        new(message, true, innerException) { RetryAfter = retryAfter };

    /// <summary>A failure that may pass: a timeout, a refused connection, a rate limit.</summary>
    /// <param name="message">What was tried, on what, what was answered. No secrets.</param>
    /// <param name="innerException">The cause, if any.</param>
    public static ProviderException Transient(string message, Exception? innerException = null) => new(message, true, innerException);

    /// <summary>A failure that repeating does not mend: a refused credential, a missing resource, a broken release.</summary>
    /// <param name="message">What was tried, on what, what was answered, and the remedy. No secrets.</param>
    /// <param name="innerException">The cause, if any.</param>
    public static ProviderException Permanent(string message, Exception? innerException = null) => new(message, false, innerException);
}
