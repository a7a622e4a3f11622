using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Files;

/// <summary>Collects what is wrong, so that all of it is reported at once.</summary>
internal sealed class MigrationProblems
{
    private readonly List<MigrationProblem> _all = [];

    public void Add(string place, string what, string remedy) => _all.Add(new(place, what, remedy));

    public void Add(string file, int line, string what, string remedy) => Add($"{file}:{line}", what, remedy);

    public ImmutableArray<MigrationProblem> ToImmutable() => [.. _all.Distinct()];

    /// <exception cref="InvalidMigrationsException">There are some.</exception>
    public void ThrowIfAny()
    {
        if (_all.Count > 0)
        {
            throw new InvalidMigrationsException(ToImmutable());
        }
    }
}
