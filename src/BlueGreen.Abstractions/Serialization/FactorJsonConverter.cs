using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlueGreen.Serialization;

/// <summary>Writes a factor as a number.</summary>
public sealed class FactorJsonConverter : JsonConverter<Factor>
{
    /// <inheritdoc/>
    public override Factor Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Factor.Of(reader.GetDouble());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Factor value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Times);
}
