namespace BlueGreen;

/// <summary>The root of all exceptions that BlueGreen throws on purpose.</summary>
public abstract class BlueGreenException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was tried, on what, and what the user can do.</param>
    /// <param name="innerException">The cause, if any.</param>
    protected BlueGreenException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
