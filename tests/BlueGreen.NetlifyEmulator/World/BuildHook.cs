namespace BlueGreen.NetlifyEmulator.World;

/// <param name="Id">Its own.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Branch">What it builds.</param>
/// <param name="CreatedAt">When.</param>
internal sealed record BuildHook(string Id, string? Title, string? Branch, DateTimeOffset CreatedAt);
