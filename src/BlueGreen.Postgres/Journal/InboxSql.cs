namespace BlueGreen.Postgres.Journal;

/// <summary>The statements of the inbox. Its length stands in the rollout's row, so that closing and sending see one another.</summary>
internal sealed class InboxSql(string schema, string channel)
{
    public string Send { get; } = $"""
        with moved as (
            update {schema}.rollout set inbox = inbox + 1
            where id = @rollout and standing <> 'closed' and not exists (select from {schema}.inbox where rollout = @rollout and signal_id = @signalId)
            returning inbox
        ), written as (
            insert into {schema}.inbox (rollout, position, signal_id, signal) select @rollout, inbox, @signalId, @json::json from moved
        )
        select pg_notify('{channel}', 'i' || @rollout)::text from moved
        """;

    /// <summary>Why nothing was sent; no row for a rollout that is unknown.</summary>
    public string Look { get; } = $"select exists (select from {schema}.inbox where rollout = @rollout and signal_id = @signalId) from {schema}.rollout where id = @rollout";

    public string Read { get; } = $"select position, signal from {schema}.inbox where rollout = @rollout and position > @after order by position";
}
