using BlueGreen;
using BlueGreen.Events;
using BlueGreen.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Acme;

internal static class Notifying
{
    public static void Add(IHostApplicationBuilder builder)
    {
        // <snippet notifications>
        builder.Services.AddBlueGreen();
        builder.Services.AddBlueGreenWebhook("release-chat", hook =>
        {
            hook.Url = new("https://hooks.example.com/rollouts");
            hook.Secret = new(builder.Configuration["Hooks:Secret"]!);
            hook.Where = notification => notification.Importance >= EventImportance.Warning;
        });
        builder.Services.AddBlueGreenGrafanaAnnotations("grafana", grafana =>
        {
            grafana.Url = new("https://grafana.example.com");
            grafana.Token = new(builder.Configuration["Grafana:Token"]!);
        });
        // </snippet>

        // <snippet notification-options>
        builder.Services.AddBlueGreen()
            .AddNotifier(services => new Pager(services.GetRequiredService<IPager>()))
            .ConfigureNotifications(new() { GiveUpAfter = TimeSpan.FromMinutes(10) });
        // </snippet>
    }

    public static async Task RunAsync(RolloutPlan plan, INotifier chat)
    {
        // <snippet notify-run>
        await plan.RunAsync(new Release("2.0.0"), new() { Notifiers = [chat] });
        // </snippet>
    }

    public static bool IsGenuine(Secret secret, string? id, string? timestamp, string? signature, byte[] body, TimeProvider clock)
    {
        // <snippet verify-webhook>
        return WebhookSignature.Verify(secret, id, timestamp, signature, body, clock.GetUtcNow());
        // </snippet>
    }
}
