using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlueGreen.Serialization;

internal sealed class FactorJsonConverter : JsonConverter<Factor>
{
    public override Factor Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Factor.Of(reader.GetDouble());

    public override void Write(Utf8JsonWriter writer, Factor value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Times);
}
