namespace BlueGreen.Testing.Conformance;

/// <summary>What became of one check of one provider.</summary>
/// <param name="Check">The check's name.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Reason">Why it does not apply, is exempted or failed; null when it passed.</param>
/// <param name="Failure">What was broken, when it failed.</param>
public sealed record ConformanceResult(string Check, ConformanceStatus Status, string? Reason, ConformanceException? Failure)
{
    /// <summary>Throws the failure, if there is one.</summary>
    /// <exception cref="ConformanceException">The check failed.</exception>
    public void ThrowIfFailed()
    {
        if (Failure is not null)
        {
            throw Failure;
        }
    }

    /// <summary>The result in one line.</summary>
    public override string ToString() => Reason is null ? $"{Check}: {Status}" : $"{Check}: {Status}: {Reason}";
}
