using Npgsql;

namespace BlueGreen.Postgres.Checking;

/// <summary>A query for offending rows must find none.</summary>
internal static class NoRowsCheck
{
    public static async Task<CheckResult> RunAsync(NpgsqlConnection session, string sql, RowText text, CancellationToken cancellationToken)
    {
        var found = await RowSamples.ReadAsync(session, sql, text, cancellationToken).ConfigureAwait(false);
        return found.Count == 0
            ? CheckResult.Pass("no rows")
            : CheckResult.Fail($"expected no rows, found {(found.AreMore ? "more than " : "")}{found.Count}{found}");
    }
}
