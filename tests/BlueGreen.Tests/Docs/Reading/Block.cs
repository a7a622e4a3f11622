using System.Text.RegularExpressions;

namespace BlueGreen.Tests.Docs.Reading;

/// <summary>A fenced block. Its marker is the comment in the line above: what it shows, and under which name.</summary>
internal sealed record Block(int Line, string Language, string? Kind, string? Name, string Text)
{
    public Block(int line, string language, Match marker, string text)
        : this(line, language, marker.Success ? marker.Groups["kind"].Value : null, marker.Success ? marker.Groups["name"].Value : null, text)
    {
    }
}
