namespace BlueGreen.NetlifyEmulator.World;

/// <summary>The host label that Netlify makes of a branch's name.</summary>
internal static class Branches
{
    public static string Slug(string branch) =>
        new([.. branch.ToLowerInvariant().Select(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) ? letter : '-')]);
}
