using System.Globalization;
using BlueGreen.Postgres.Programs;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Rehearsing;

/// <summary>Copies a schema, and the rows of the migrations' journal, with PostgreSQL's own programs.</summary>
internal sealed class SchemaCopy(ShadowCopyOptions options)
{
    private static readonly string[] Schema =
        ["--schema-only", "--no-owner", "--no-privileges", "--no-comments", "--no-publications", "--no-subscriptions", "--no-security-labels", "--no-tablespaces"];

    private string Journal => $"{options.JournalSchema}.migration";

    public async Task RunAsync(string from, string to, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("bluegreen-shadow-").FullName;
        try
        {
            await PassAsync(from, to, Path.Combine(folder, "schema"), Schema, cancellationToken).ConfigureAwait(false);
            if (await HasJournalAsync(to, cancellationToken).ConfigureAwait(false))
            {
                await PassAsync(from, to, Path.Combine(folder, "journal"), ["--data-only", $"--table={Journal}"], cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task PassAsync(string from, string to, string file, string[] what, CancellationToken cancellationToken)
    {
        var patience = options.LockTimeout.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture);
        await CallAsync("pg_dump", from, [.. what, "--format=custom", $"--lock-wait-timeout={patience}", $"--file={file}"], cancellationToken).ConfigureAwait(false);
        await CallAsync("pg_restore", to, ["--no-owner", "--no-privileges", "--exit-on-error", $"--dbname={new NpgsqlConnectionStringBuilder(to).Database}", file], cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> HasJournalAsync(string copy, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(copy);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return await connection.ExecuteScalarAsync<bool>(new("select to_regclass(@Journal) is not null", new { Journal }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        }
    }

    private Task<string> CallAsync(string program, string database, string[] arguments, CancellationToken cancellationToken) =>
        ServerProgram.RunAsync(new(options.ProgramFolder is { } folder ? Path.Combine(folder, program) : program, arguments)
        {
            Database = new(database),
            ApplicationName = "bluegreen rehearsal",
            Remedy = $"Copy the schema by other means, and name the copy with {nameof(ShadowDatabase)}.{nameof(ShadowDatabase.Existing)}.",
            IfMissing = $"Install PostgreSQL's client programs, say in {nameof(ShadowCopyOptions)}.{nameof(ShadowCopyOptions.ProgramFolder)} where they are, "
                + $"or name a copy that is there with {nameof(ShadowDatabase)}.{nameof(ShadowDatabase.Existing)}.",
        }, cancellationToken);
}
