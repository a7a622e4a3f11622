namespace BlueGreen.Plans;

/// <summary>An address must answer GET with a status from 200 to 299.</summary>
/// <param name="Name">Unique within its step.</param>
/// <param name="Url">The absolute address.</param>
/// <param name="Timeout">When to give up.</param>
public sealed record HttpCheck(string Name, Uri Url, TimeSpan Timeout) : CheckDescription(Name);
