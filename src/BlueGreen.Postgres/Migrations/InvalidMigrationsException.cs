using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations;

/// <summary>A set of migrations cannot be run as it is written. Nothing was run.</summary>
/// <param name="problems">All that is wrong.</param>
public sealed class InvalidMigrationsException(ImmutableArray<MigrationProblem> problems)
    : BlueGreenException($"The migrations have {problems.Length} {(problems.Length == 1 ? "problem" : "problems")}:{Environment.NewLine}{string.Join(Environment.NewLine, problems.Select(problem => $"- {problem}"))}")
{
    /// <summary>All that is wrong, by place.</summary>
    public ImmutableArray<MigrationProblem> Problems { get; } = problems;
}
