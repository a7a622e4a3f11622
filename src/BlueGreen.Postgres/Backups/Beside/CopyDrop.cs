using Dapper;

namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>Drops a copy, and nothing that is none.</summary>
internal sealed class CopyDrop(BackupSource source)
{
    public Task<int> RunAsync(RestoredCopy copy, CancellationToken cancellationToken) => source.WorkAsync("Dropping a copy", async server =>
    {
        var found = await CopySurvey.FindAsync(server, source.Database, cancellationToken).ConfigureAwait(false);
        switch (found.FirstOrDefault(one => one.Name == copy.Name)?.State)
        {
            case CopyState.Whole or CopyState.Abandoned:
                return await SideDatabase.DropAsync(server, copy.Name, cancellationToken).ConfigureAwait(false);
            case CopyState.Restoring:
                throw Refused(copy, "a process is restoring into it. Stop that first");
            case CopyState.Former:
                throw Refused(copy, $"it served as {source.Database}. Drop it by hand once nobody needs its rows");
            default:
                return await server.ExecuteScalarAsync<bool>(new("select exists (select from pg_database where datname = @Name)", new { copy.Name }, cancellationToken: cancellationToken)).ConfigureAwait(false)
                    ? throw Refused(copy, $"its comment does not say that BlueGreen made it beside {source.Database}. Drop it by hand if nobody needs it")
                    : 0;
        }
    }, cancellationToken);

    private static ProviderException Refused(RestoredCopy copy, string why) => ProviderException.Permanent($"'{copy.Name}' was not dropped: {why}.");
}
