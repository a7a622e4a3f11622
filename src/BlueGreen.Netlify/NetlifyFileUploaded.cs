namespace BlueGreen.Netlify;

/// <summary>A file or a function was uploaded.</summary>
/// <param name="Deploy">The deploy's identifier.</param>
/// <param name="Path">The file's path on the site, or the function's name.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="Done">How many of the uploads that are needed are done.</param>
/// <param name="Of">How many are needed.</param>
public sealed record NetlifyFileUploaded(string Deploy, string Path, long Bytes, int Done, int Of) : NetlifyProgress(Deploy);
