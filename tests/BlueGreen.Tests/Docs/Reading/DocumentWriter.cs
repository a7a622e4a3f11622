namespace BlueGreen.Tests.Docs.Reading;

/// <summary>Writes marked blocks anew, when somebody asks for it.</summary>
internal static class DocumentWriter
{
    public static void WriteIfAsked(IReadOnlyDictionary<string, string> regions, IReadOnlyDictionary<string, string> outputs)
    {
        if (Environment.GetEnvironmentVariable(BlockRule.WriteSwitch) is null or "")
        {
            return;
        }

        foreach (var document in Checkout.ReadDocuments())
        {
            var file = Path.Combine(Checkout.Root, document.Path);
            var text = File.ReadAllText(file);
            var written = Write(document, text, regions, outputs);
            if (written != text)
            {
                File.WriteAllText(file, written);
            }
        }
    }

    public static string Write(Document document, string text, IReadOnlyDictionary<string, string> regions, IReadOnlyDictionary<string, string> outputs)
    {
        var lines = text.Split('\n').ToList();
        foreach (var block in document.Blocks.Reverse().Where(block => block.Kind is not null))
        {
            if ((block.Kind == "snippet" ? regions : outputs).TryGetValue(block.Name!, out var code))
            {
                var end = lines.FindIndex(block.Line, line => line.Trim() == "```");
                lines.RemoveRange(block.Line, end - block.Line);
                lines.InsertRange(block.Line, code.Split('\n'));
            }
        }

        return string.Join('\n', lines);
    }
}
