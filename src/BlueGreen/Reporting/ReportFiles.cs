namespace BlueGreen.Reporting;

/// <summary>The files that a report consists of, as full paths.</summary>
/// <param name="Html">One page for people, with charts; needs no other file.</param>
/// <param name="Markdown">For chats, pull requests and wikis.</param>
/// <param name="Json">For programs: the record.</param>
public sealed record ReportFiles(string Html, string Markdown, string Json);
