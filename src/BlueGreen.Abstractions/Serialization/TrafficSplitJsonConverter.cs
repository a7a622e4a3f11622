using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlueGreen.Serialization;

/// <summary>Writes a split as an object of weights in percent by deployment.</summary>
public sealed class TrafficSplitJsonConverter : JsonConverter<TrafficSplit>
{
    /// <inheritdoc/>
    public override TrafficSplit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var weights = new List<TrafficWeight>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var deployment = new DeploymentId(reader.GetString()!);
            reader.Read();
            weights.Add(new(deployment, Percentage.Of(reader.GetDouble())));
        }

        return TrafficSplit.Of(weights);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TrafficSplit value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var weight in value.Weights)
        {
            writer.WriteNumber(weight.Deployment.Value, weight.Weight.Percent);
        }

        writer.WriteEndObject();
    }
}
