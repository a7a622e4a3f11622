namespace BlueGreen.Netlify;

/// <summary>A deploy is in another state than when it was looked at before.</summary>
/// <param name="Deploy">The deploy's identifier.</param>
/// <param name="State">The state, in Netlify's words.</param>
public sealed record NetlifyDeployStateSeen(string Deploy, string State) : NetlifyProgress(Deploy);
