using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using BlueGreen.Events;

namespace BlueGreen.Notifications;

/// <summary>
/// Marks rollouts in Grafana's charts: a point for each shift of traffic, tripped trigger, rollback, hold and change of the live deployment, and a region over the whole rollout
/// when it is closed. Each has a tag of its own, and is looked for by it before it is made: a repeated notification makes no second one.
/// </summary>
public sealed class GrafanaAnnotations : INotifier, IDisposable
{
    private readonly GrafanaOptions _options;
    private readonly Uri _api;
    private readonly Channel _channel;

    /// <summary>Makes a notifier.</summary>
    /// <param name="name">Its name, under which is kept what it has been told.</param>
    /// <param name="options">Which Grafana. Read once.</param>
    /// <param name="clock">The clock that a date in <c>Retry-After</c> is compared with; null for the system's.</param>
    /// <exception cref="ArgumentException">The address is not absolute.</exception>
    public GrafanaAnnotations(string name, GrafanaOptions options, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(options);
        Name = name;
        _options = options;
        _api = new Uri($"{Address.Check(options.Url, nameof(options.Url)).GetLeftPart(UriPartial.Path).TrimEnd('/')}/api/annotations");
        _channel = new(options.Client, "Grafana", clock ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async Task NotifyAsync(Notification notification, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        if (Describe(notification) is not { } annotation || await IsThereAsync(annotation, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, _api)
        {
            Content = new StringContent(JsonSerializer.Serialize(annotation, NotificationsJson.Default.GrafanaAnnotation), Encoding.UTF8, MediaTypeNames.Application.Json),
        };
        await SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends its connections, unless the client came from outside.</summary>
    public void Dispose() => _channel.Dispose();

    private GrafanaAnnotation? Describe(Notification notification)
    {
        if (notification.Event is not (TrafficShifted or TriggerTripped or RollbackStarted or HoldPlaced or DeploymentMadeLive or PointOfNoReturnPassed or RolloutFrozen or RolloutClosed))
        {
            return null;
        }

        var closed = notification.Event as RolloutClosed;
        return new()
        {
            DashboardUid = _options.DashboardUid,
            PanelId = _options.PanelId,
            Time = (closed is null ? notification.At : notification.StartedAt).ToUnixTimeMilliseconds(),
            TimeEnd = closed is null ? null : notification.At.ToUnixTimeMilliseconds(),
            Tags =
            [
                "bluegreen", notification.Application, notification.Release.Version, notification.Event.GetKind(), Key(notification),
                .. closed is null ? [] : new[] { closed.Outcome.ToString() }, .. _options.Tags,
            ],
            Text = $"{notification.Application} {notification.Release.Version}: {notification.Text}",
        };
    }

    private static string Key(Notification notification) => $"bluegreen:{notification.Id}";

    private async Task<bool> IsThereAsync(GrafanaAnnotation annotation, CancellationToken cancellationToken)
    {
        var key = annotation.Tags.First(tag => tag.StartsWith("bluegreen:", StringComparison.Ordinal));
        var query = string.Create(CultureInfo.InvariantCulture, $"?from={annotation.Time - 1000}&to={(annotation.TimeEnd ?? annotation.Time) + 1000}&limit=1&tags={Uri.EscapeDataString(key)}");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_api + query));
        var answer = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(answer, NotificationsJson.Default.GrafanaAnnotationArray) is { Length: > 0 };
        }
        catch (JsonException exception)
        {
            throw ProviderException.Permanent($"Grafana at {Address.Name(_api)} answered something that is no list of annotations. Check that the address is Grafana's own.", exception);
        }
    }

    private Task<string> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_options.Token is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        }

        return _channel.SendAsync(request, cancellationToken);
    }
}
