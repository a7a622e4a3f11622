using BlueGreen.Postgres.Migrations.Drift;
using Npgsql;

namespace BlueGreen.Postgres.Checking;

/// <summary>Whether the schema is what it should be.</summary>
internal static class SchemaCheck
{
    public static async Task<CheckResult> IsAsync(NpgsqlConnection session, DatabaseSchema expected, CancellationToken cancellationToken)
    {
        var actual = (await SchemaReader.ReadAllAsync(session, null, expected.Scope, cancellationToken).ConfigureAwait(false)).Within(expected.Scope);
        var comparison = expected.Compare(actual);
        return comparison.AreEqual ? CheckResult.Pass($"the schema is as expected: {actual.Fingerprint}") : CheckResult.Fail($"expected {expected.Fingerprint}, found {actual.Fingerprint}; {comparison.ToLine()}");
    }

    public static async Task<CheckResult> AsMigratedAsync(NpgsqlConnection session, SchemaJournal journal, CancellationToken cancellationToken)
    {
        if (!await journal.ExistsAsync(session, null, cancellationToken).ConfigureAwait(false))
        {
            return CheckResult.Pass("no state was kept yet, so none is expected");
        }

        return await journal.ReadLastAsync(session, null, cancellationToken).ConfigureAwait(false) switch
        {
            ({ } kept, null) => await IsAsync(session, kept.ToPublic().Schema, cancellationToken).ConfigureAwait(false),
            (null, _) => CheckResult.Pass("no state was kept yet, so none is expected"),
            var (_, unknown) => CheckResult.Fail($"not known: {unknown}. Look at the schema, and run what is pending or accept what is there"),
        };
    }

    /// <summary>Where nothing of the rollout's migrations is left, as before the first of them; where some stayed, as migrated.</summary>
    public static async Task<CheckResult> AsBeforeAsync(NpgsqlConnection session, SchemaJournal journal, RolloutId rollout, CancellationToken cancellationToken)
    {
        var before = await journal.ExistsAsync(session, null, cancellationToken).ConfigureAwait(false)
            ? await journal.ReadBeforeAsync(session, rollout, cancellationToken).ConfigureAwait(false)
            : null;
        return before is null ? await AsMigratedAsync(session, journal, cancellationToken).ConfigureAwait(false) : await IsAsync(session, before.ToPublic().Schema, cancellationToken).ConfigureAwait(false);
    }
}
