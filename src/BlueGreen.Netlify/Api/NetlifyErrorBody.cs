using System.Text.Json;

namespace BlueGreen.Netlify.Api;

/// <summary>What an answer says about a failure. The code is mostly a number, and sometimes missing.</summary>
internal sealed record NetlifyErrorBody(JsonElement? Code, string? Message);
