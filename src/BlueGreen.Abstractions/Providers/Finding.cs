namespace BlueGreen;

/// <summary>One part of a step's verdict.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Passed">Whether it was as it should be.</param>
/// <param name="Detail">What was found.</param>
public sealed record Finding(string Name, bool Passed, string Detail);
