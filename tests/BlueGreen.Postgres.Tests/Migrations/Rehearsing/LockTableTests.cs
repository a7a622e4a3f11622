using BlueGreen.Postgres.Migrations.Rehearsing;
using BlueGreen.Postgres.Migrations.Tracing;

namespace BlueGreen.Postgres.Tests.Migrations.Rehearsing;

/// <summary>Every operation of the lock table, traced on a real server whose tables are empty.</summary>
public sealed class LockTableTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_operation_locks_what_it_is_known_to_lock()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var rows = LockTable.Read(await database.QueryAsync<int>("select current_setting('server_version_num')::int / 10000"));
        Assert.True(rows.Length >= 40);
        var wrong = new List<string>();
        foreach (var row in rows)
        {
            var actual = await TraceAsync(database, row);
            if (actual != row)
            {
                wrong.Add($"{row.Name}: expected{Environment.NewLine}  {Describe(row)}{Environment.NewLine}but saw{Environment.NewLine}  {Describe(actual)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    private static async Task<LockTableRow> TraceAsync(MigratedDatabase database, LockTableRow row)
    {
        await database.ExecuteAsync($"{LockTable.Setup} {row.Setup}");
        var rehearsal = new MigrationRehearsal(ShadowDatabase.Existing(database.ConnectionString), MigratedDatabase.Set(("1_a", row.Sql)));
        var migration = Assert.Single((await rehearsal.RunAsync(Stop)).Migrations);
        if (migration.Statements.IsEmpty)
        {
            return row with { Locks = string.Join(' ', migration.Findings) };
        }

        var last = migration.Statements[^1];
        var weighty = migration.Findings.Where(finding => finding.Severity > TraceSeverity.Note).Select(finding => finding.Id).Distinct().Order(StringComparer.Ordinal);
        return row with
        {
            Locks = string.Join(", ", last.Locks),
            Rewrites = string.Join(", ", last.Rewritten),
            Scans = string.Join(", ", last.Scanned),
            Verdict = migration.Verdict.ToString().ToLowerInvariant(),
            Findings = string.Join(", ", weighty),
        };
    }

    private static string Describe(LockTableRow row) => $"{row.Locks} | {row.Rewrites} | {row.Scans} | {row.Verdict} | {row.Findings}";
}
