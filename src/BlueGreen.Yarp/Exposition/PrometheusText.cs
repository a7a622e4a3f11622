using System.Globalization;
using System.Text;

namespace BlueGreen.Yarp.Exposition;

/// <summary>Writes Prometheus' text format, version 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats).</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>Begins a family of series. All of its samples follow before the next one begins.</summary>
    /// <param name="name">A metric name by Prometheus' rules.</param>
    /// <param name="type"><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</param>
    /// <param name="help">What it means, in one line.</param>
    public void Family(string name, string type, string help) =>
        _text.Append("# HELP ").Append(name).Append(' ').Append(EscapeHelp(help)).Append('\n')
            .Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    /// <summary>Adds a sample.</summary>
    /// <param name="name">The family's name, with the suffix that its type asks for.</param>
    /// <param name="labels">Names by Prometheus' rules, values of any kind.</param>
    /// <param name="value">The value.</param>
    public void Sample(string name, ReadOnlySpan<(string Name, string Value)> labels, double value)
    {
        _text.Append(name).Append('{');
        for (var i = 0; i < labels.Length; i++)
        {
            _text.Append(i == 0 ? "" : ",").Append(labels[i].Name).Append("=\"").Append(EscapeLabel(labels[i].Value)).Append('"');
        }

        _text.Append("} ").Append(Number(value)).Append('\n');
    }

    /// <summary>A number as the format wants it.</summary>
    public static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString(CultureInfo.InvariantCulture);

    public override string ToString() => _text.ToString();

    private static string EscapeHelp(string text) => text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    private static string EscapeLabel(string text) => EscapeHelp(text).Replace("\"", "\\\"", StringComparison.Ordinal);
}
