using System.Text.Json.Serialization;

namespace BlueGreen.Notifications;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WebhookMessage))]
[JsonSerializable(typeof(GrafanaAnnotation))]
[JsonSerializable(typeof(GrafanaAnnotation[]))]
internal sealed partial class NotificationsJson : JsonSerializerContext;
