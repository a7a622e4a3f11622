namespace BlueGreen;

/// <summary>
/// Orders the writes of an application's rollouts: a provider that fences keeps the highest token it has seen and refuses lower
/// ones, so neither a deposed driver nor a driver's own late call can win.
/// </summary>
/// <param name="Epoch">Rises each time a driver takes over the application.</param>
/// <param name="Intent">The journal sequence of the intent that this write carries out.</param>
public readonly record struct WriteToken(long Epoch, long Intent) : IComparable<WriteToken>
{
    /// <summary>Compares epochs first, then intents.</summary>
    public int CompareTo(WriteToken other) =>
        Epoch != other.Epoch ? Epoch.CompareTo(other.Epoch) : Intent.CompareTo(other.Intent);

    /// <summary>Whether <paramref name="left"/> is older.</summary>
    public static bool operator <(WriteToken left, WriteToken right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> is newer.</summary>
    public static bool operator >(WriteToken left, WriteToken right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> is not newer.</summary>
    public static bool operator <=(WriteToken left, WriteToken right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> is not older.</summary>
    public static bool operator >=(WriteToken left, WriteToken right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => $"{Epoch}.{Intent}";
}
