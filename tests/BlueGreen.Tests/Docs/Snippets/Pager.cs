using BlueGreen.Events;
using BlueGreen.Notifications;

namespace Acme;

// <snippet pager>
internal sealed class Pager(IPager pager) : INotifier
{
    public string Name => "pager";

    public async Task NotifyAsync(Notification notification, CancellationToken cancellationToken)
    {
        if (notification.Event is RolloutFrozen or TriggerTripped)
        {
            await pager.PageAsync(key: notification.Id, notification.Text, cancellationToken);   // the key makes a repetition harmless
        }
    }
}
// </snippet>
