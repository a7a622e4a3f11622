namespace BlueGreen.Testing.Conformance;

/// <summary>What became of one check.</summary>
public enum ConformanceStatus
{
    /// <summary>The provider keeps the rule.</summary>
    Passed,

    /// <summary>The rule does not concern this provider: it does not declare the capability.</summary>
    NotApplicable,

    /// <summary>The rule concerns this provider and was not checked; the reason says why.</summary>
    Exempted,

    /// <summary>The provider breaks the rule.</summary>
    Failed,
}
