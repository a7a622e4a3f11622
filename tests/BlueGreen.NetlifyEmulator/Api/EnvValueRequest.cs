namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>A value as a client gives it.</summary>
internal sealed record EnvValueRequest(string? Value, string? Context, string? ContextParameter);
