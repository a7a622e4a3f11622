using System.Text.Json.Nodes;

namespace BlueGreen.NetlifyTools;

/// <summary>The schema with whole paths: Prism drops its base path, and one of its operations repeats it.</summary>
internal static class PrefixedSchema
{
    public static async Task WriteAsync(string file, CancellationToken cancellationToken)
    {
        var schema = JsonNode.Parse(await File.ReadAllTextAsync(NodeTools.Schema, cancellationToken))!;
        var prefix = schema["basePath"]!.GetValue<string>();
        var paths = schema["paths"]!.AsObject().ToList();
        schema["paths"] = new JsonObject(paths.Select(path => KeyValuePair.Create(path.Key.StartsWith(prefix, StringComparison.Ordinal) ? path.Key : prefix + path.Key, path.Value?.DeepClone())));
        await File.WriteAllTextAsync(file, schema.ToJsonString(), cancellationToken);
    }
}
