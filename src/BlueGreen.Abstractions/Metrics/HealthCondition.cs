namespace BlueGreen;

/// <summary>A trigger on consecutive failed probe rounds of green.</summary>
/// <param name="Count">How many rounds must fail in a row.</param>
/// <param name="Window">The time that the first and the last of them may lie apart.</param>
public sealed record HealthCondition(int Count, TimeSpan Window)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Count} health failures in a row within {Window.ToText()}";
}
