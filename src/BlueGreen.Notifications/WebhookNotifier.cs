using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace BlueGreen.Notifications;

/// <summary>
/// Posts notifications as JSON to an address, signed. Any 2xx answer counts as delivered. Timeouts, connection failures, 408, 429 and 5xx are repeated, 429 and 503 not before the time that the
/// receiver asks for; any other answer is final for that notification.
/// </summary>
public sealed class WebhookNotifier : INotifier, IDisposable
{
    private readonly WebhookOptions _options;
    private readonly Uri _url;
    private readonly TimeProvider _clock;
    private readonly Channel _channel;

    /// <summary>Makes a notifier.</summary>
    /// <param name="name">Its name, under which is kept what it has been told.</param>
    /// <param name="options">Where it posts to. Read once.</param>
    /// <param name="clock">The clock of time stamps; null for the system's.</param>
    /// <exception cref="ArgumentException">The address is not absolute, or the secret is not as it must be.</exception>
    public WebhookNotifier(string name, WebhookOptions options, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(options);
        Name = name;
        _options = options;
        _url = Address.Check(options.Url, nameof(options.Url));
        _clock = clock ?? TimeProvider.System;
        _channel = new(options.Client, $"The webhook '{name}'", _clock);
        if (options.Secret is { } secret)
        {
            _ = WebhookSignature.Key(secret);
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async Task NotifyAsync(Notification notification, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        if (_options.Where?.Invoke(notification) is false)
        {
            return;
        }

        using var request = CreateRequest(notification);
        await _channel.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends its connections, unless the client came from outside.</summary>
    public void Dispose() => _channel.Dispose();

    private HttpRequestMessage CreateRequest(Notification notification)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(WebhookMessage.Of(notification), NotificationsJson.Default.WebhookMessage);
        var now = _clock.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.Add(new("BlueGreen", null));
        request.Headers.Add(WebhookSignature.IdHeader, notification.Id);
        request.Headers.Add(WebhookSignature.TimestampHeader, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        if (_options.Secret is { } secret)
        {
            request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Sign(secret, notification.Id, now, body));
        }

        return request;
    }
}
