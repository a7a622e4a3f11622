using System.Text.Json.Serialization;

namespace BlueGreen.Plans;

/// <summary>One thing to check.</summary>
/// <param name="Name">Unique within its step.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "check")]
[JsonDerivedType(typeof(CommandCheck), "command")]
[JsonDerivedType(typeof(VariableCheck), "variable")]
[JsonDerivedType(typeof(TcpCheck), "tcp")]
[JsonDerivedType(typeof(HttpCheck), "http")]
[JsonDerivedType(typeof(DelegateCheck), "delegate")]
public abstract record CheckDescription(string Name);
