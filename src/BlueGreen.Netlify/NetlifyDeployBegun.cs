namespace BlueGreen.Netlify;

/// <summary>A deploy was created, or one that an earlier call created was found.</summary>
/// <param name="Deploy">The deploy's identifier.</param>
/// <param name="Title">Its title, which names the operation.</param>
/// <param name="IsNew">Whether it was created just now.</param>
public sealed record NetlifyDeployBegun(string Deploy, string Title, bool IsNew) : NetlifyProgress(Deploy);
