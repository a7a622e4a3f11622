using System.Text.Json.Serialization;

namespace BlueGreen.Notifications;

/// <summary>An annotation, as Grafana's HTTP API takes and gives it. Times are milliseconds since 1970.</summary>
internal sealed record GrafanaAnnotation
{
    [JsonPropertyName("dashboardUID")]
    public string? DashboardUid { get; init; }

    public int? PanelId { get; init; }

    public required long Time { get; init; }

    public long? TimeEnd { get; init; }

    public required string[] Tags { get; init; }

    public required string Text { get; init; }
}
