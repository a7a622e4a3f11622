using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlueGreen.Serialization;

internal sealed class TrafficSplitJsonConverter : JsonConverter<TrafficSplit>
{
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
