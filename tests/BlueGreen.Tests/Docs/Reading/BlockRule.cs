namespace BlueGreen.Tests.Docs.Reading;

/// <summary>Code in documents is code that compiles, and output in documents is what programs say.</summary>
internal static class BlockRule
{
    public const string WriteSwitch = "BLUEGREEN_WRITE_DOCS";

    /// <param name="document">The document.</param>
    /// <param name="regions">Compiled code by name.</param>
    /// <param name="outputs">What programs say, by name.</param>
    public static IEnumerable<string> Check(Document document, IReadOnlyDictionary<string, string> regions, IReadOnlyDictionary<string, string> outputs) =>
        document.Blocks.Select(block => Check(document, block, regions, outputs)).OfType<string>();

    /// <summary>Compiled code that no document shows.</summary>
    public static IEnumerable<string> CheckUnused(IEnumerable<Document> documents, IReadOnlyDictionary<string, string> regions) => regions.Keys
        .Except(documents.SelectMany(document => document.Blocks).Where(block => block.Kind == "snippet").Select(block => block.Name!))
        .Select(name => $"The snippet '{name}' is shown nowhere. Show it, or drop its markers.");

    private static string? Check(Document document, Block block, IReadOnlyDictionary<string, string> regions, IReadOnlyDictionary<string, string> outputs)
    {
        var place = $"{document.Path}:{block.Line}";
        if (block.Kind is null)
        {
            return block.Language == "csharp"
                ? $"{place}: C# without a marker. Put the code between // <snippet NAME> and // </snippet> in tests/BlueGreen.Tests/Docs/Snippets, and <!-- snippet: NAME --> in the line above the block."
                : null;
        }

        var source = block.Kind == "snippet" ? regions : outputs;
        return !source.TryGetValue(block.Name!, out var expected)
            ? $"{place}: there is no {block.Kind} '{block.Name}'. Known: {string.Join(", ", source.Keys.Order(StringComparer.Ordinal))}."
            : expected == block.Text ? null
            : $"{place}: the block differs from the {block.Kind} '{block.Name}' (- document, + code):\n{Difference(block.Text, expected)}\n"
                + $"Change the code, or run the tests once with {WriteSwitch}=1 to write the documents anew.";
    }

    private static string Difference(string document, string code)
    {
        var left = document.Split('\n');
        var right = code.Split('\n');
        var same = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        var sameEnd = left.Skip(same).Reverse().Zip(right.Skip(same).Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        return string.Join('\n', left[same..^sameEnd].Select(line => $"- {line}").Concat(right[same..^sameEnd].Select(line => $"+ {line}")));
    }
}
