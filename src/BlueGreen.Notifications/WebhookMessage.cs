using System.Text.Json;
using BlueGreen.Events;

namespace BlueGreen.Notifications;

/// <summary>The body of a webhook.</summary>
internal sealed record WebhookMessage
{
    /// <summary>The version of the body. Members may be added without a new version.</summary>
    public int Schema { get; init; } = 1;

    public required string Id { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required string Application { get; init; }

    public required string Version { get; init; }

    public required RolloutId Rollout { get; init; }

    public required long Sequence { get; init; }

    public required RolloutKind Kind { get; init; }

    public required EventImportance Importance { get; init; }

    /// <summary>One sentence; under this name Slack, Mattermost and Teams' classic cards show it as it is.</summary>
    public required string Text { get; init; }

    /// <summary>The event, as the journal writes it; without the plan, which is large and nobody's business outside.</summary>
    public required JsonElement Data { get; init; }

    public static WebhookMessage Of(Notification notification) => new()
    {
        Id = notification.Id,
        Type = notification.Event.GetKind(),
        Timestamp = notification.At,
        Application = notification.Application,
        Version = notification.Release.Version,
        Rollout = notification.Rollout,
        Sequence = notification.Sequence,
        Kind = notification.Kind,
        Importance = notification.Importance,
        Text = $"{notification.Application} {notification.Release.Version}: {notification.Text}",
        Data = WithoutPlan(notification.Event),
    };

    private static JsonElement WithoutPlan(RolloutEvent rolloutEvent)
    {
        using var json = JsonDocument.Parse(Journal.JournalJson.Write(rolloutEvent));
        using var kept = new MemoryStream();
        using (var writer = new Utf8JsonWriter(kept))
        {
            writer.WriteStartObject();
            foreach (var property in json.RootElement.EnumerateObject().Where(property => property.Name != "plan"))
            {
                property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        using var copy = JsonDocument.Parse(kept.ToArray());
        return copy.RootElement.Clone();
    }
}
