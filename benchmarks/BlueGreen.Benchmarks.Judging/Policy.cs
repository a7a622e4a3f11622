namespace BlueGreen.Benchmarks.Judging;

/// <summary>A rule by which a rollout is rolled back.</summary>
/// <param name="Name">Its name in the results.</param>
/// <param name="Decide">The second by which it has decided to roll back, given what it can read; null if it never does.</param>
internal sealed record Policy(string Name, Func<Trace, int?> Decide);
