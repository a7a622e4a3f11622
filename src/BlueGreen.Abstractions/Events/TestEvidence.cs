namespace BlueGreen.Events;

/// <summary>A point of a test's evidence over time.</summary>
/// <param name="Test">The test, as in <see cref="TestStanding"/>.</param>
/// <param name="LogEvidence">The natural logarithm of the evidence.</param>
public sealed record TestEvidence(string Test, double LogEvidence);
