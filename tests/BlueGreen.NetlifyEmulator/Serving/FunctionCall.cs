using Microsoft.AspNetCore.Http;

namespace BlueGreen.NetlifyEmulator.Serving;

/// <summary>A visit to a deployed function. Nothing here runs its code: whoever started the emulator does what it would do.</summary>
/// <param name="Site">The site's name.</param>
/// <param name="Deploy">The deploy's identifier.</param>
/// <param name="Name">The function.</param>
/// <param name="Archive">What was uploaded for it.</param>
/// <param name="Context">The request, and its answer.</param>
public sealed record FunctionCall(string Site, string Deploy, string Name, byte[] Archive, HttpContext Context);
