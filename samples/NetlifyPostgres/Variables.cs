using System.Globalization;

namespace NetlifyPostgres;

/// <summary>The variables that say where everything is. What is wrong with them is said at once, when all have been read.</summary>
internal sealed class Variables
{
    private readonly List<string> _missing = [];
    private readonly List<string> _wrong = [];

    public string Text(string name, string? otherwise = null)
    {
        if (Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value))
        {
            return value;
        }

        if (otherwise is null)
        {
            _missing.Add(name);
        }

        return otherwise ?? "";
    }

    /// <param name="name">The variable.</param>
    /// <param name="example">What it looks like.</param>
    public Uri Address(string name, string example)
    {
        var value = Text(name);
        if (Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        Reject(name, value, $"is no http or https address; set it to one such as {example}");
        return new("http://127.0.0.1");
    }

    /// <param name="name">The variable.</param>
    /// <param name="minimum">The least that it may be.</param>
    /// <param name="maximum">The most.</param>
    /// <param name="what">What it counts.</param>
    /// <param name="otherwise">Its value where it is not set; null where it has to be.</param>
    public double Number(string name, double minimum, double maximum, string what, double? otherwise = null)
    {
        var value = Text(name, otherwise?.ToString(CultureInfo.InvariantCulture));
        if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum)
        {
            return number;
        }

        Reject(name, value, string.Create(CultureInfo.InvariantCulture, $"is no number from {minimum} to {maximum}; set it to {what}"));
        return minimum;
    }

    /// <exception cref="FormatException">Something is missing or wrong; all of it is named.</exception>
    public void Verify()
    {
        string[] faults = [.. _missing.Count > 0 ? [$"These variables are not set: {string.Join(", ", _missing)}."] : Array.Empty<string>(), .. _wrong];
        if (faults.Length > 0)
        {
            throw new FormatException($"{string.Join(' ', faults)} Set them right, or try everything without them: --local.");
        }
    }

    private void Reject(string name, string value, string rule)
    {
        if (value.Length > 0)
        {
            _wrong.Add($"{name} is '{value}', which {rule}.");
        }
    }
}
