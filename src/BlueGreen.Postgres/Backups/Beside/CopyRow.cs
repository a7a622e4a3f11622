namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>A database as the server says it.</summary>
internal sealed record CopyRow
{
    public string Name { get; init; } = "";

    public string? Comment { get; init; }

    /// <summary>Whether nobody can connect, by the two settings with which side databases are made.</summary>
    public bool IsShut { get; init; }

    /// <summary>Whether the process that works on it lives.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether the role may drop it.</summary>
    public bool MayDrop { get; init; }

    /// <returns>Null where it is none of ours, or beside another database.</returns>
    public FoundCopy? ToCopy(string beside) => CopyMark.Read(Name, Comment) switch
    {
        { State: CopyState.Restoring or CopyState.Abandoned } mark when mark.Beside == beside => new(Name, IsHeld ? CopyState.Restoring : CopyState.Abandoned, mark.Backup),
        { } mark when mark.Beside == beside => new(Name, mark.State, mark.Backup),
        null when Comment is null && IsShut && SideName.IsOurs(Name, beside) => new(Name, IsHeld ? CopyState.Restoring : CopyState.Abandoned, null),
        _ => null,
    };
}
