namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>A variable as a client gives it.</summary>
internal sealed record EnvRequest(string? Key, List<string>? Scopes, List<EnvValueRequest>? Values, bool? IsSecret);
