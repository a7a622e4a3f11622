namespace BlueGreen;

/// <summary>How a provider keeps late and deposed writers out.</summary>
public enum Fencing
{
    /// <summary>
    /// It cannot. Writes start only under a fresh lease, and after a rollback the baseline is asserted again until a settle time has passed.
    /// A call that was delayed beyond both can still take effect.
    /// </summary>
    None,

    /// <summary>It compares and sets a version, and keeps our token in the resource.</summary>
    CompareAndSet,

    /// <summary>It keeps the highest <see cref="WriteToken"/> and refuses lower ones.</summary>
    Token,
}
