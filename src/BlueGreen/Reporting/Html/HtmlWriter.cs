using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace BlueGreen.Reporting.Html;

/// <summary>Writes markup. What stands in the source is markup; whatever is put into it is text, and encoded.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds markup with encoded values in it.</summary>
    public HtmlWriter Add([InterpolatedStringHandlerArgument("")] HtmlHandler markup)
    {
        _ = markup;
        return this;
    }

    /// <summary>Adds what has been written elsewhere, as it is.</summary>
    public void Add(HtmlWriter markup) => _text.Append(markup._text);

    internal void AddMarkup(string markup) => _text.Append(markup);

    internal void AddText(string text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '&' => _text.Append("&amp;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                < ' ' and not '\n' and not '\t' => _text.Append('\uFFFD'),
                _ => _text.Append(c),
            };
        }
    }

    internal void AddNumber(double number) => _text.Append(CultureInfo.InvariantCulture, $"{number:0.##}");

    public override string ToString() => _text.ToString();
}
