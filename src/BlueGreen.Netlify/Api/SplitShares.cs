using System.Text.Json;

namespace BlueGreen.Netlify.Api;

/// <summary>Reads the branches of a split test: objects with a branch and a percentage, or one object with a percentage for each branch.</summary>
internal static class SplitShares
{
    private static readonly string[] Names = ["branch", "name", "branch_name"];
    private static readonly string[] Numbers = ["percentage", "percent", "weight", "split"];

    public static IReadOnlyDictionary<string, double>? Read(JsonElement? branches)
    {
        var shares = new Dictionary<string, double>(StringComparer.Ordinal);
        var isRead = branches switch
        {
            { ValueKind: JsonValueKind.Array } all => all.EnumerateArray().All(one => Add(one, shares)),
            { ValueKind: JsonValueKind.Object } one => AddMembers(one, shares),
            _ => false,
        };
        return isRead && shares.Count > 0 ? shares : null;
    }

    private static bool Add(JsonElement one, Dictionary<string, double> shares)
    {
        if (one.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        var name = Names.Select(name => one.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null).FirstOrDefault(text => text is not null);
        var share = Numbers.Select(name => one.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : (double?)null).FirstOrDefault(number => number is not null);
        return name is not null && share is { } percent ? shares.TryAdd(name, percent) : AddMembers(one, shares);
    }

    private static bool AddMembers(JsonElement one, Dictionary<string, double> shares) =>
        one.EnumerateObject().All(member => member.Value.ValueKind == JsonValueKind.Number && shares.TryAdd(member.Name, member.Value.GetDouble()));
}
