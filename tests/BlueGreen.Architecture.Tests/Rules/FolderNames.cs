namespace BlueGreen.Architecture.Rules;

/// <summary>Folders are nouns of the domain.</summary>
internal static class FolderNames
{
    private static readonly string[] SayNothing = ["Helpers", "Utils", "Utilities", "Common", "Models", "Services", "Misc"];

    public static IEnumerable<string> Check(SourceFile file) =>
        file.Folders
            .Where(folder => SayNothing.Contains(folder, StringComparer.OrdinalIgnoreCase))
            .Select(folder => $"{file}: the folder {folder} says nothing; name it after what its types do in the domain.");
}
