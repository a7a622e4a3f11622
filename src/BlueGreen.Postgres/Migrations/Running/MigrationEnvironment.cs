using BlueGreen.Postgres.Migrations.Drift;
using BlueGreen.Postgres.Migrations.Journal;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>What every session of a runner shares.</summary>
internal sealed record MigrationEnvironment(NpgsqlDataSource Source, PostgresMigrationOptions Options, MigrationSet Set, string Database, TimeProvider Clock, ILogger Logger)
{
    public MigrationJournal Journal { get; } = new(Options.JournalSchema);

    public SchemaJournal Schemas { get; } = new(Options.JournalSchema);
}
