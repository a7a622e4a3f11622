namespace Storefront;

/// <summary>Which release of the storefront this process is: <c>--release VERSION</c>.</summary>
internal static class Release
{
    public static string VersionFrom(string[] args) =>
        args is ["--release", var version, ..] ? version : throw new ArgumentException("Say which release this is: --release VERSION.");
}
