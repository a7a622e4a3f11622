using System.ComponentModel.DataAnnotations;

namespace BlueGreen.Notifications;

/// <summary>Where a webhook is and how it is signed.</summary>
public sealed class WebhookOptions
{
    /// <summary>The receiver: an absolute http or https address. Keep secrets out of it; they belong into <see cref="Secret"/>.</summary>
    [Required(ErrorMessage = "Url must be the receiver's absolute address, such as https://hooks.example.com/rollouts.")]
    public Uri? Url { get; set; }

    /// <summary>
    /// What both sides know, for the signature: either <c>whsec_</c> and base64, as the Standard Webhooks specification writes keys, or any other text, whose UTF-8 bytes
    /// are then the key. Default: null, which sends no signature.
    /// </summary>
    public Secret? Secret { get; set; }

    /// <summary>Which notifications are sent. Default: all that come.</summary>
    public Func<Notification, bool>? Where { get; set; }

    /// <summary>
    /// Sends the requests: one with the host's own handlers, such as from <c>IHttpClientFactory</c>. It must not follow redirects, and need not repeat anything. Default: null, which
    /// makes one that lives as long as the notifier.
    /// </summary>
    public HttpClient? Client { get; set; }
}
