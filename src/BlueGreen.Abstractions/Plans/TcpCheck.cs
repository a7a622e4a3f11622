namespace BlueGreen.Plans;

/// <summary>A port must accept connections.</summary>
/// <param name="Name">Unique within its step.</param>
/// <param name="Host">A host name or address.</param>
/// <param name="Port">From 1 to 65535.</param>
/// <param name="Timeout">When to give up.</param>
public sealed record TcpCheck(string Name, string Host, int Port, TimeSpan Timeout) : CheckDescription(Name);
