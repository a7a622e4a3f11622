using Npgsql;

namespace BlueGreen.Postgres.Checking;

/// <summary>The first rows of a query, and how many there are, counted up to a limit.</summary>
internal sealed record RowSamples(int Count, bool AreMore, IReadOnlyList<string> Rows)
{
    private const int MostCounted = 1000;

    public static async Task<RowSamples> ReadAsync(NpgsqlConnection session, string sql, RowText text, CancellationToken cancellationToken)
    {
        var rows = new List<string>();
        var count = 0;
        var command = new NpgsqlCommand($"select * from (\n{sql}\n) offenders limit {MostCounted + 1}", session) { CommandTimeout = 0 };
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    if (++count <= text.MostRows)
                    {
                        rows.Add(text.Of(reader));
                    }
                }
            }
        }

        return new(Math.Min(count, MostCounted), count > MostCounted, rows);
    }

    public override string ToString() => Rows.Count == 0 ? "" : $": {string.Join("; ", Rows)}{(AreMore || Count > Rows.Count ? "; …" : "")}";
}
