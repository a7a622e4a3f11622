using System.Text;

namespace BlueGreen.Plans.Printing;

/// <summary>Lines of at most 100 columns.</summary>
internal sealed class PlanText
{
    /// <summary>How wide a line may be.</summary>
    public const int Width = 100;

    private readonly StringBuilder _text = new();

    public void Line(string line = "") => _text.Append(line.TrimEnd()).Append('\n');

    /// <summary>Text after a label, wrapped between words and aligned behind the label's column.</summary>
    public void Wrapped(string label, string text)
    {
        var indent = new string(' ', label.Length);
        foreach (var line in Fold(text, Width - label.Length))
        {
            Line(label + line);
            label = indent;
        }
    }

    /// <summary>Breaks text between words; a word that is too long is broken inside.</summary>
    public static IEnumerable<string> Fold(string text, int width)
    {
        text = text.ReplaceLineEndings(" ");
        while (text.Length > width)
        {
            var space = text.LastIndexOf(' ', width);
            var end = space > 0 ? space : width;
            yield return text[..end];
            text = text[end..].TrimStart();
        }

        yield return text;
    }

    /// <summary>A line with a title, filled up to the right.</summary>
    public void Rule(string title) => Line($"{title} {new string('─', Math.Max(2, Width - title.Length - 1))}");

    public override string ToString() => _text.ToString().TrimEnd('\n');
}
