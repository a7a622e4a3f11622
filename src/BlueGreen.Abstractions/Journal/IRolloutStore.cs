using BlueGreen.Signals;

namespace BlueGreen.Journal;

/// <summary>Journal, leases, inbox and archive in one store, as hosts and their operators need them.</summary>
public interface IRolloutStore : IRolloutJournal, IRolloutLeases, ISignalInbox, IJournalArchive;
