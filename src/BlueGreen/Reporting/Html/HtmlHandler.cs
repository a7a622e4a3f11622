using System.Runtime.CompilerServices;

namespace BlueGreen.Reporting.Html;

/// <summary>Lets an interpolated string be markup whose values are encoded.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlHandler
{
    private readonly HtmlWriter _writer;

    public HtmlHandler(int literalLength, int formattedCount, HtmlWriter writer)
    {
        _ = literalLength + formattedCount;
        _writer = writer;
    }

    public void AppendLiteral(string markup) => _writer.AddMarkup(markup);

    public void AppendFormatted(string? text) => _writer.AddText(text ?? "");

    public void AppendFormatted(double number) => _writer.AddNumber(number);

    public void AppendFormatted(Percentage share) => _writer.AddText(share.ToString());
}
