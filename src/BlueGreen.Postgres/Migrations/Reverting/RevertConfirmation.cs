namespace BlueGreen.Postgres.Migrations.Reverting;

/// <summary>Says that a person wants a revert, and knows what it takes away.</summary>
/// <param name="Token">The plan's <see cref="RevertPlan.Token"/>, as the person repeated it.</param>
/// <param name="By">Who wants it. Kept in the history.</param>
/// <param name="Reason">Why. Kept in the history.</param>
public sealed record RevertConfirmation(string Token, string By, string Reason)
{
    /// <summary>Saves what would be lost, first. Default: null, which is refused where data would be lost, unless <see cref="WithoutBackup"/> says why.</summary>
    public RevertBackup? Backup { get; init; }

    /// <summary>Why no backup is taken. Kept in the history. Default: null.</summary>
    public string? WithoutBackup { get; init; }
}
