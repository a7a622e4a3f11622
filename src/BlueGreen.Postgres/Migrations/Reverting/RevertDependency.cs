namespace BlueGreen.Postgres.Migrations.Reverting;

/// <summary>An applied migration that cannot stay without another.</summary>
/// <param name="Migration">The one that needs.</param>
/// <param name="Needs">The one that is needed, directly.</param>
public sealed record RevertDependency(string Migration, string Needs)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Migration} needs {Needs}";
}
