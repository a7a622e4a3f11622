namespace BlueGreen;

/// <summary>A value that never prints, serialises or compares by content. Read it with <see cref="Reveal"/> where it is used.</summary>
public sealed class Secret
{
    private readonly string _value;

    /// <summary>Hides a value.</summary>
    /// <param name="value">The value to hide.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public Secret(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>The hidden value. Never journal it, log it or pass it as a process argument.</summary>
    public string Reveal() => _value;

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";
}
