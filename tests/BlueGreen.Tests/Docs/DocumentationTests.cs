using BlueGreen.Tests.Docs.Reading;

namespace BlueGreen.Tests.Docs;

public sealed class DocumentationTests
{
    private static readonly Dictionary<string, string> Compiled = new() { ["hello"] = "var a = 1;\nvar b = 2;" };

    [Fact]
    public void Code_in_documents_compiles_and_output_is_what_programs_say()
    {
        DocumentWriter.WriteIfAsked(Checkout.Regions, Outputs.All);
        Holds(Checkout.ReadDocuments().SelectMany(document => BlockRule.Check(document, Checkout.Regions, Outputs.All)));
    }

    [Fact]
    public void Every_snippet_is_shown_somewhere() => Holds(BlockRule.CheckUnused(Checkout.ReadDocuments(), Checkout.Regions));

    [Fact]
    public void Links_between_documents_lead_somewhere() => Holds(Checkout.ReadDocuments().SelectMany(document => LinkRule.Check(document, AnchorsOf)));

    [Theory]
    [InlineData("```csharp\nvar a = 1;\n```", "C# without a marker")]
    [InlineData("<!-- snippet: bye -->\n```csharp\n```", "there is no snippet 'bye'. Known: hello.")]
    [InlineData("<!-- snippet: hello -->\n```csharp\nvar a = 1;\nvar b = 3;\n```", "- var b = 3;\n+ var b = 2;\n")]
    [InlineData("<!-- output: hello -->\n```text\n```", "there is no output 'hello'")]
    public void The_code_rule_bites(string text, string violation) =>
        Assert.Contains(violation, Assert.Single(BlockRule.Check(Document.Parse("docs/a.md", text), Compiled, new Dictionary<string, string>())), StringComparison.Ordinal);

    [Theory]
    [InlineData("<!-- snippet: hello -->\n```csharp\nvar a = 1;\nvar b = 2;\n```")]
    [InlineData("```bash\n./test.sh\n```")]
    public void The_code_rule_lets_pass(string text) => Assert.Empty(BlockRule.Check(Document.Parse("docs/a.md", text), Compiled, Compiled));

    [Fact]
    public void The_rule_for_unused_snippets_bites() => Assert.Contains("'hello'", Assert.Single(BlockRule.CheckUnused([], Compiled)), StringComparison.Ordinal);

    [Theory]
    [InlineData("docs/a.md", "[b](b.md)", "leads to docs/b.md, which is not there")]
    [InlineData("docs/a.md", "[b](#there)", "docs/a.md has no heading #there. It has: here.")]
    [InlineData("docs/providers/a.md", "[up](../a.md#there)", "docs/a.md has no heading #there")]
    [InlineData("src/P/README.md", "[b](../../docs/a.md)", "is relative")]
    public void The_link_rule_bites(string path, string text, string violation) => Assert.Contains(
        violation, Assert.Single(LinkRule.Check(Document.Parse(path, text), file => file == "docs/a.md" ? new HashSet<string> { "here" } : null)), StringComparison.Ordinal);

    [Fact]
    public void Links_in_code_and_to_other_sites_are_left_alone() =>
        Assert.Empty(LinkRule.Check(Document.Parse("a.md", "`[b](c)` [d](https://example.com/)\n```text\n[e](f)\n```"), _ => null));

    [Fact]
    public void Headings_get_their_anchors() =>
        Assert.Equal(["what-it-does-not-do", "the-router-weights"], Document.Parse("a.md", "# What it does *not* do\n## The router: weights?").Anchors);

    [Fact]
    public void Parts_of_a_snippet_are_joined_and_unindented() => Assert.Equal(
        "using A;\n\nif (b)\n{\n\n    c();\n}",
        SnippetRegions.Read(["// <snippet x>\nusing A;\n// </snippet>\n    // <snippet x>\n    if (b)\n    {\n\n        c();\n    }\n    // </snippet>\n"])["x"]);

    [Fact]
    public void A_snippet_is_in_one_file() =>
        Assert.Throws<ArgumentException>(() => SnippetRegions.Read(["// <snippet x>\na();\n// </snippet>\n", "// <snippet x>\nb();\n// </snippet>\n"]));

    [Fact]
    public void Documents_are_written_anew()
    {
        const string Text = "# A\n<!-- snippet: hello -->\n```csharp\nold();\n```\nEnd";
        Assert.Equal("# A\n<!-- snippet: hello -->\n```csharp\nvar a = 1;\nvar b = 2;\n```\nEnd", DocumentWriter.Write(Document.Parse("a.md", Text), Text, Compiled, Compiled));
    }

    private static IReadOnlySet<string>? AnchorsOf(string path) =>
        Checkout.ReadDocuments().FirstOrDefault(document => document.Path == path)?.Anchors
        ?? (Path.Exists(Path.Combine(Checkout.Root, path)) ? new HashSet<string>() : null);

    private static void Holds(IEnumerable<string> violations)
    {
        var found = violations.ToList();
        Assert.True(found.Count == 0, string.Join("\n\n", found));
    }
}
