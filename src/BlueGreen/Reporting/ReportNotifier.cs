using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Notifications;

namespace BlueGreen.Reporting;

/// <summary>Writes a rollout's report when it is closed, and once before when it freezes. It is told as subscribers are: at least once, also after a crash.</summary>
internal sealed class ReportNotifier(string name, string directory, IRolloutJournal journal) : INotifier
{
    public string Name => name;

    public async Task NotifyAsync(Notification notification, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        if (notification.Event is not (RolloutClosed or RolloutFrozen))
        {
            return;
        }

        var entries = await journal.ReadAsync(notification.Rollout, 0, cancellationToken).ConfigureAwait(false);
        if (entries.IsEmpty)
        {
            throw ProviderException.Permanent($"The report about rollout {notification.Rollout} was not written: its journal has been deleted since.");
        }

        try
        {
            await RolloutRecord.From(entries).WriteReportAsync(directory, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ProviderException.Transient(
                $"The report about rollout {notification.Rollout} could not be written to {directory}: {exception.Message} Make the folder writable, or name another in WriteReports.", exception);
        }
    }
}
