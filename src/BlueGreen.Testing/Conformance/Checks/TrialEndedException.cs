namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>Ends a trial whose rule does not apply or cannot be shown.</summary>
internal sealed class TrialEndedException(ConformanceStatus status, string reason) : Exception(reason)
{
    public ConformanceStatus Status => status;
}
