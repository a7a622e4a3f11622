using System.Text.Json;

namespace BlueGreen.NetlifyTools;

/// <summary>Where a message does not keep to the schema.</summary>
/// <param name="Method">Of the request.</param>
/// <param name="Path">Of the request, with its query.</param>
/// <param name="Location">Such as request.body.files.</param>
/// <param name="Severity">Such as Error.</param>
/// <param name="Code">The rule, such as required.</param>
/// <param name="Message">What is wrong, in Prism's words.</param>
public sealed record Violation(string Method, string Path, string Location, string Severity, string Code, string Message)
{
    /// <summary>Whether the client is at fault; else it is the server's answer.</summary>
    public bool IsOfRequest => Location.StartsWith("request", StringComparison.Ordinal);

    internal static IEnumerable<Violation> Parse(string method, string path, string header)
    {
        foreach (var item in JsonSerializer.Deserialize<JsonElement>(header).EnumerateArray())
        {
            yield return new(
                method,
                path,
                string.Join('.', item.GetProperty("location").EnumerateArray()),
                Text(item, "severity"),
                Text(item, "code"),
                Text(item, "message"));
        }
    }

    private static string Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.ToString() : "";
}
