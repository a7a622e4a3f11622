namespace BlueGreen.Events;

/// <summary>Where a test that compares green with blue stands.</summary>
/// <param name="Test">The test, unique within the rollout: a metric's name, or what the test is about.</param>
/// <param name="LogEvidence">The natural logarithm of the evidence as it is: 0 where nothing speaks for either side.</param>
/// <param name="Summary">Where it stands, in one plain sentence with its numbers.</param>
/// <param name="State">What it needs to go on from here, as the interpreter wrote it.</param>
public sealed record TestStanding(string Test, double LogEvidence, string Summary, string State);
