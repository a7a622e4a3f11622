namespace BlueGreen.Postgres.Migrations.Reverting;

/// <summary>
/// Saves what a revert would take away, before its first statement. It runs while the runner holds its lock, so that no other runner changes the schema, and without a transaction, so that the runner's session is in
/// nobody's way. It returns when the backup is complete and can be restored from; when it throws, nothing is reverted. It may run again for the same plan after an interruption.
/// </summary>
/// <param name="plan">What is to be reverted, and what would be lost.</param>
/// <param name="cancellationToken">Asks to stop soon.</param>
/// <returns>Where the backup is, such as an artifact's name; it is kept in the history. No secrets.</returns>
public delegate Task<string> RevertBackup(RevertPlan plan, CancellationToken cancellationToken);
