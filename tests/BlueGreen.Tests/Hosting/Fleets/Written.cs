namespace BlueGreen.Tests.Hosting.Fleets;

/// <summary>A write of one host.</summary>
internal sealed record Written(string Host, string What, long Epoch);
