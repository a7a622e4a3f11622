using BlueGreen.Signals;

namespace BlueGreen.Journal;

/// <summary>Journal, leases and inbox in one store, as hosts need them.</summary>
public interface IRolloutStore : IRolloutJournal, IRolloutLeases, ISignalInbox;
