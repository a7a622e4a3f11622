using System.Text.Json;

namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>What a database's comment says of it, so that it is known for what it is when the process that made it is gone.</summary>
/// <param name="Name">The database itself: one that was renamed since is somebody else's.</param>
/// <param name="State">What it is; never <see cref="CopyState.Abandoned"/>.</param>
/// <param name="Beside">The database that serves.</param>
/// <param name="Backup">The backup's name.</param>
internal sealed record CopyMark(string Name, CopyState State, string Beside, string Backup)
{
    private const string Prefix = "BlueGreen: ";

    /// <summary>Of a database that served: the copy that took its place.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>Of a database that served: what its comment was.</summary>
    public string? Comment { get; init; }

    public string Write() => $"{Prefix}{JsonSerializer.Serialize(this, CopyMarkJson.Default.CopyMark)}";

    /// <returns>Null where the database is none of ours.</returns>
    public static CopyMark? Read(string database, string? comment)
    {
        if (comment is null || !comment.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(comment[Prefix.Length..], CopyMarkJson.Default.CopyMark) is { } mark && mark.Name == database ? mark : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
