namespace BlueGreen.Netlify;

/// <summary>How far a deploy is. Volatile: it is told and not kept.</summary>
/// <param name="Deploy">The deploy's identifier.</param>
public abstract record NetlifyProgress(string Deploy);
