using System.Security.Cryptography;
using System.Text.Json;

namespace BlueGreen.Plans;

/// <summary>Plans as JSON.</summary>
public static class PlanJson
{
    /// <summary>Writes a description as JSON: members in a fixed order, nothing that differs between machines.</summary>
    /// <param name="plan">The description.</param>
    public static string Write(PlanDescription plan) => JsonSerializer.Serialize(plan, PlanJsonContext.Default.PlanDescription);

    /// <summary>Reads a description.</summary>
    /// <param name="json">What <see cref="Write"/> wrote.</param>
    /// <exception cref="JsonException">The text is no plan of a known schema.</exception>
    public static PlanDescription Read(string json) =>
        JsonSerializer.Deserialize(json, PlanJsonContext.Default.PlanDescription) is { Schema: 1 } plan
            ? plan
            : throw new JsonException("The plan has a schema that this version does not know. Update the BlueGreen packages.");

    /// <summary>A short hash of everything that a description says.</summary>
    /// <param name="plan">The description.</param>
    public static string Fingerprint(PlanDescription plan) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(plan, PlanJsonContext.Default.PlanDescription)))[..16];
}
