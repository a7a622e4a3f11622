namespace BlueGreen.Postgres.Artifacts;

/// <summary>The statements of the artifacts. An unfinished one is seen by nobody; the statement that finishes it replaces the one before.</summary>
internal sealed class ArtifactSql(string schema)
{
    /// <summary>Also removes what writers that crashed left behind more than a day ago.</summary>
    public string Begin { get; } = $"""
        with swept as (delete from {schema}.artifact where not is_whole and touched_at < clock_timestamp() - interval '1 day')
        insert into {schema}.artifact (owner, name) values (@owner, @name) returning id
        """;

    public string Add { get; } = $"""
        with present as (update {schema}.artifact set touched_at = clock_timestamp() where id = @id and not is_whole returning id)
        insert into {schema}.artifact_chunk (artifact, part, content) select id, @part, @content from present
        on conflict (artifact, part) do nothing
        """;

    /// <summary>The lock lets one writer of the name finish after the other, each seeing the one before.</summary>
    public string Finish { get; } = $"""
        select 1 from pg_advisory_xact_lock(hashtextextended('{schema}/' || @owner || '/' || @name, 0));
        delete from {schema}.artifact where owner = @owner and name = @name and is_whole and id <> @id and exists (select from {schema}.artifact where id = @id);
        update {schema}.artifact set is_whole = true, parts = @parts, size = @size, touched_at = clock_timestamp() where id = @id returning true
        """;

    public string Abandon { get; } = $"delete from {schema}.artifact where id = @id and not is_whole";

    public string Open { get; } = $"select id, parts, size from {schema}.artifact where owner = @owner and name = @name and is_whole";

    public string Part { get; } = $"select content from {schema}.artifact_chunk where artifact = @id and part = @part";

    public string List { get; } = $"select name from {schema}.artifact where owner = @owner and is_whole order by name";

    public string Delete { get; } = $"delete from {schema}.artifact where owner = @owner and name = @name and is_whole";
}
