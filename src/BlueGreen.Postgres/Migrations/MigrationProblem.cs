namespace BlueGreen.Postgres.Migrations;

/// <summary>Something that is wrong with a set of migrations.</summary>
/// <param name="Place">The file and line, or the migration.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record MigrationProblem(string Place, string What, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Place}: {What} {Remedy}".TrimEnd();
}
