using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using BlueGreen.Hosting;

namespace BlueGreen.Journal;

/// <summary>Journals as JSON lines: one entry a line in UTF-8, to look at, to keep, and to move to another store with <see cref="IJournalArchive.ImportAsync"/>.</summary>
public static class JournalExport
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes the journal of a rollout, as far as it goes at that moment.</summary>
    /// <param name="journal">The store.</param>
    /// <param name="rollout">The rollout.</param>
    /// <param name="target">Where to; it is flushed and left open.</param>
    /// <param name="cancellationToken">Cancels; some lines may then have been written.</param>
    /// <returns>The number of entries.</returns>
    /// <exception cref="RolloutRefusedException">The store does not have the rollout; nothing was written.</exception>
    public static async Task<int> WriteAsync(IRolloutJournal journal, RolloutId rollout, Stream target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(target);
        var entries = await journal.ReadAsync(rollout, 0, cancellationToken).ConfigureAwait(false);
        if (entries.IsEmpty)
        {
            throw UnknownRollout.Refuse(rollout);
        }

        var writer = new StreamWriter(target, Utf8, leaveOpen: true) { NewLine = "\n" };
        await using (writer.ConfigureAwait(false))
        {
            foreach (var entry in entries)
            {
                await writer.WriteLineAsync(JournalJson.Write(entry).AsMemory(), cancellationToken).ConfigureAwait(false);
            }
        }

        return entries.Length;
    }

    /// <summary>Reads entries; empty lines are passed over. Whether they are a whole journal is for the store to judge that takes them in.</summary>
    /// <param name="source">What <see cref="WriteAsync"/> wrote; read to its end and left open.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidDataException">A line is no entry that this version knows; the message names the line.</exception>
    public static async Task<ImmutableArray<JournalEntry>> ReadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var reader = new StreamReader(source, Utf8, leaveOpen: true);
        var entries = ImmutableArray.CreateBuilder<JournalEntry>();
        var number = 0;
        try
        {
            while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line))
                {
                    entries.Add(ReadEntry(line));
                }
            }
        }
        catch (Exception exception) when (exception is UnknownEventException or DecoderFallbackException or InvalidDataException)
        {
            throw Unreadable(exception is DecoderFallbackException ? number + 1 : number, exception);
        }

        return entries.ToImmutable();
    }

    private static JournalEntry ReadEntry(string line) =>
        JournalJson.ReadEntry(line) is { Event: not null, EventId: not null } entry && entry.Rollout != default ? entry : throw new InvalidDataException("It lacks the rollout, the event's id or the event.");

    private static InvalidDataException Unreadable(int line, Exception cause) => new(
        string.Create(CultureInfo.InvariantCulture, $"Line {line} of the journal is no entry that this version can read. {cause.Message} Export the journal again, or read it with the version that wrote it."), cause);
}
