using System.Collections.Immutable;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Journal;

/// <content>The history.</content>
internal sealed partial class MigrationJournal
{
    public async Task<ImmutableArray<MigrationHistoryEntry>> ReadHistoryAsync(NpgsqlConnection connection, int last, CancellationToken cancellationToken) =>
    [
        .. (await connection.QueryAsync<JournalEvent>(Command(
            $"""
            select migration as "Migration", phase as "Phase", action as "Action", at as "At", took as "Took", rollout as "Rollout", operation as "Operation", locks as "Locks", detail as "Detail"
            from {schema}.migration_event order by id desc limit @last
            """,
            new { last }, null, cancellationToken)).ConfigureAwait(false)).Select(one => one.ToEntry()),
    ];

    /// <summary>The number of the last line of the history; 0 before the first.</summary>
    public Task<long> ReadLastEventAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<long>(Command($"select coalesce(max(id), 0) from {schema}.migration_event", null, null, cancellationToken));

    /// <summary>Takes the present text of an applied part for the one that was applied.</summary>
    public Task AcceptAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, MigrationPart part, CancellationToken cancellationToken) => connection.ExecuteAsync(Command(
        $"""
        update {schema}.migration set checksum = @checksum, script = @script, down = @down where migration = @migration and phase = @phase and state = 'applied';
        insert into {schema}.migration_event (migration, phase, action) values (@migration, @phase, 'accept');
        """,
        new { checksum = part.Checksum, script = part.Script?.Text, down = part.Down?.Text, migration = part.Migration, phase = Word(part.Phase) }, transaction, cancellationToken));
}
