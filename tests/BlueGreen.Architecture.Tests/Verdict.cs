namespace BlueGreen.Architecture;

internal static class Verdict
{
    /// <summary>Fails with every violation, each on its own line.</summary>
    public static void Holds(IEnumerable<string> violations)
    {
        var found = violations.ToList();
        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
    }

    /// <summary>Fails unless the rule finds exactly one violation for each given fragment.</summary>
    public static void Bites(IEnumerable<string> violations, params string[] fragments)
    {
        var found = violations.ToList();
        Assert.All(fragments, fragment => Assert.Single(found, violation => violation.Contains(fragment, StringComparison.Ordinal)));
        Assert.Equal(fragments.Length, found.Count);
    }
}
