namespace BlueGreen.Sqlite.Artifacts;

/// <summary>Statements about artifacts. One is written under a number of its own and becomes the one of its name when it is whole.</summary>
internal static class ArtifactSql
{
    public const string Begin = "INSERT INTO artifact (owner, name, written_at, is_whole) VALUES ($owner, $name, $at, 0) RETURNING id";

    public const string AddChunk = "INSERT INTO artifact_chunk (artifact, number, content) VALUES ($artifact, $number, $content)";

    public const string Complete = "UPDATE artifact SET is_whole = 1, written_at = $at WHERE id = $artifact";

    public const string Find = "SELECT id FROM artifact WHERE owner = $owner AND name = $name AND is_whole = 1";

    public const string Chunks = "SELECT content FROM artifact_chunk WHERE artifact = $artifact ORDER BY number";

    public const string List = "SELECT name FROM artifact WHERE owner = $owner AND is_whole = 1 ORDER BY name";

    public const string Delete = "DELETE FROM artifact WHERE id = $artifact";

    public const string DeleteChunks = "DELETE FROM artifact_chunk WHERE artifact = $artifact";

    /// <summary>What retention lets go, and what writers that crashed left behind.</summary>
    public const string Expired =
        """
        SELECT id FROM artifact WHERE is_whole = 1 AND written_at < $oldest AND name NOT GLOB 'baseline-*'
        UNION ALL
        SELECT id FROM artifact WHERE is_whole = 0 AND written_at < $abandoned
        """;
}
