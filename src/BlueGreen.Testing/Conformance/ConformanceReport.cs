using System.Collections.Immutable;

namespace BlueGreen.Testing.Conformance;

/// <summary>What became of all checks of one suite.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Results">One result per check, in the suite's order.</param>
public sealed record ConformanceReport(Type Provider, ImmutableArray<ConformanceResult> Results)
{
    /// <summary>Whether no check failed.</summary>
    public bool Conforms => Results.All(result => result.Status != ConformanceStatus.Failed);

    /// <summary>Throws when a check failed; the message holds all failures.</summary>
    /// <exception cref="ConformanceException">The only failure, or all of them in one message.</exception>
    public void ThrowIfFailed()
    {
        var failures = Results.Select(result => result.Failure).OfType<ConformanceException>().ToArray();
        if (failures is [var only])
        {
            throw only;
        }

        if (failures.Length > 1)
        {
            throw new ConformanceException(string.Join(Environment.NewLine, failures.Select(failure => failure.Message)));
        }
    }

    /// <summary>The report in lines: first the count, then everything that did not simply pass.</summary>
    public override string ToString() => string.Join(
        Environment.NewLine,
        Results.Where(result => result.Status != ConformanceStatus.Passed).Select(result => $"  {result}")
            .Prepend($"{Provider.Name}: {Results.Count(result => result.Status == ConformanceStatus.Passed)} of {Results.Length} checks passed"));
}
