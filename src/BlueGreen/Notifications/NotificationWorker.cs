using Microsoft.Extensions.Hosting;

namespace BlueGreen.Notifications;

/// <summary>Tells notifiers for as long as the program runs. They are made when it starts, after all settings have been validated together.</summary>
internal sealed class NotificationWorker(Func<NotificationRelay> create) : BackgroundService
{
    private NotificationRelay? _relay;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _relay = create();
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _relay!.RunAsync(null, stoppingToken);
}
