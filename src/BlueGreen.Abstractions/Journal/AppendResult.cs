namespace BlueGreen.Journal;

/// <summary>What became of an append.</summary>
/// <param name="Status">Whether it was written.</param>
/// <param name="Epoch">The application's epoch.</param>
/// <param name="Head">The journal's head after the call.</param>
/// <param name="StoreTime">The store's clock; for an appended event its <see cref="JournalEntry.At"/>.</param>
public readonly record struct AppendResult(AppendStatus Status, long Epoch, long Head, DateTimeOffset StoreTime);
