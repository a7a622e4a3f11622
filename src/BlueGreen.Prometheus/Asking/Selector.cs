using System.Text.RegularExpressions;

namespace BlueGreen.Prometheus.Asking;

/// <summary>Selectors of samples: a metric's name with matchers.</summary>
internal static partial class Selector
{
    public static bool IsPlain(string selector) => Plain().IsMatch(selector);

    public static bool IsLabel(string name) => Label().IsMatch(name);

    /// <summary>The same selector for some values of a label only.</summary>
    public static string With(string selector, string label, IEnumerable<string> values)
    {
        var matcher = $"{label}=~\"{string.Join('|', values.Select(value => Regex.Escape(value).Replace(@"\ ", " ", StringComparison.Ordinal).Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)))}\"";
        var open = selector.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
        {
            return $"{selector}{{{matcher}}}";
        }

        var given = selector[(open + 1)..^1].Trim().TrimEnd(',');
        return $"{selector[..open]}{{{(given.Length > 0 ? $"{given}," : "")}{matcher}}}";
    }

    /// <summary>The same selector of a part of a histogram.</summary>
    public static string Suffixed(string selector, string suffix)
    {
        var open = selector.IndexOf('{', StringComparison.Ordinal);
        return open < 0 ? selector + suffix : $"{selector[..open]}{suffix}{selector[open..]}";
    }

    [GeneratedRegex(@"^[a-zA-Z_:][a-zA-Z0-9_:]*(\{[^{}]*\})?$")]
    private static partial Regex Plain();

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_]*$")]
    private static partial Regex Label();
}
