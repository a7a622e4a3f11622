using System.Text.Json.Serialization;

namespace BlueGreen.Figures;

[JsonSerializable(typeof(SortedDictionary<string, double>))]
internal sealed partial class FigureJsonContext : JsonSerializerContext;
