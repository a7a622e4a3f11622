namespace BlueGreen.Testing.Conformance;

/// <summary>A provider breaks a rule of its contract.</summary>
public sealed class ConformanceException : BlueGreenException
{
    internal ConformanceException(string provider, ConformanceRule rule, string done, string seen, Exception? innerException = null)
        : base(
            $"""
            {provider} breaks {rule.Name}.
              Rule:     {rule.Text}
              Contract: {rule.Source}
              Done:     {(done.Length == 0 ? "nothing yet" : done)}
              Seen:     {seen}
              Remedy:   {rule.Remedy}
            """,
            innerException)
    {
        Rule = rule;
        Done = done;
        Seen = seen;
    }

    internal ConformanceException(string message)
        : base(message) => (Rule, Done, Seen) = (ConformanceRule.None, "", message);

    /// <summary>The rule.</summary>
    public ConformanceRule Rule { get; }

    /// <summary>The calls that were made, in order.</summary>
    public string Done { get; }

    /// <summary>What came of them.</summary>
    public string Seen { get; }
}
