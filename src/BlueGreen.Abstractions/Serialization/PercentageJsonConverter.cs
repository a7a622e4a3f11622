using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlueGreen.Serialization;

internal sealed class PercentageJsonConverter : JsonConverter<Percentage>
{
    public override Percentage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Percentage.Of(reader.GetDouble());

    public override void Write(Utf8JsonWriter writer, Percentage value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Percent);
}
