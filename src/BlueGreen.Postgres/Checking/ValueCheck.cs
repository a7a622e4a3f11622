using Npgsql;

namespace BlueGreen.Postgres.Checking;

/// <summary>A query's one value must keep a rule.</summary>
internal sealed class ValueCheck<T>(string sql, Func<T, bool> isRight, string rule, string? samples, RowText text)
    where T : notnull
{
    public async Task<CheckResult> RunAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        var result = await JudgeAsync(session, cancellationToken).ConfigureAwait(false);
        if (result.Passed || samples is null || text.MostRows == 0)
        {
            return result;
        }

        var offenders = await RowSamples.ReadAsync(session, samples, text, cancellationToken).ConfigureAwait(false);
        return CheckResult.Fail($"{result.Detail}{offenders}");
    }

    private async Task<CheckResult> JudgeAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, session) { CommandTimeout = 0 };
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                if (reader.FieldCount == 0 || !await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    return CheckResult.Fail($"expected {rule}, got no row; the query must answer exactly one");
                }

                var shown = text.Cell(reader, 0);
                var isNull = await reader.IsDBNullAsync(0, cancellationToken).ConfigureAwait(false);
                var passed = !isNull && isRight(reader.GetFieldValue<T>(0));
                return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
                    ? CheckResult.Fail($"expected {rule}, got several rows; the query must answer exactly one")
                    : new(passed, passed ? $"{shown}, as expected ({rule})" : $"expected {rule}, got {shown}");
            }
        }
    }
}
