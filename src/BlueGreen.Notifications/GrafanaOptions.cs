using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace BlueGreen.Notifications;

/// <summary>Which Grafana gets annotations.</summary>
public sealed class GrafanaOptions
{
    /// <summary>Grafana's address, with its sub-path where it has one.</summary>
    [Required(ErrorMessage = "Url must be Grafana's absolute address, such as https://grafana.example.com.")]
    public Uri? Url { get; set; }

    /// <summary>A service account's token with the right to read and write annotations. Default: null, for a Grafana that asks for none.</summary>
    public Secret? Token { get; set; }

    /// <summary>The dashboard that the annotations belong to. Default: null, which makes them the organisation's: any dashboard can show them by their tags.</summary>
    public string? DashboardUid { get; set; }

    /// <summary>The panel of that dashboard, by its number from 1 on. Default: null for all of them.</summary>
    [Range(1, int.MaxValue)]
    public int? PanelId { get; set; }

    /// <summary>Tags of every annotation, besides <c>bluegreen</c>, the application, the version and the outcome. Default: none.</summary>
    public ImmutableArray<string> Tags { get; set; } = [];

    /// <summary>Sends the requests; see <see cref="WebhookOptions.Client"/>. Default: null, which makes one that lives as long as the notifier.</summary>
    public HttpClient? Client { get; set; }
}
