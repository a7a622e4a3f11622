using Microsoft.AspNetCore.Mvc;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>Which variables, and which of their values.</summary>
internal sealed record EnvQuery([FromQuery(Name = "context_name")] string? Context, [FromQuery(Name = "scope")] string? Scope, [FromQuery(Name = "site_id")] string? Site);
