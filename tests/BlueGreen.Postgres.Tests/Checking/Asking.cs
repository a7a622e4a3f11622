namespace BlueGreen.Postgres.Tests.Checking;

/// <summary>Runs checks as a step does.</summary>
internal static class Asking
{
    public static Task<CheckResult> RunAsync(this Check check, TimeSpan? timeLeft = null, CancellationToken? stop = null) =>
        check.Handler!(Migrations.Operations.Make() with { TimeLeft = timeLeft ?? TimeSpan.FromMinutes(5) }, stop ?? TestContext.Current.CancellationToken);

    public static async Task PassesAsync(this Check check, params string[] fragments) => Judge(await check.RunAsync(), passed: true, fragments);

    public static async Task FailsAsync(this Check check, params string[] fragments) => Judge(await check.RunAsync(), passed: false, fragments);

    private static void Judge(CheckResult result, bool passed, string[] fragments)
    {
        Assert.True(result.Passed == passed, result.Detail);
        Assert.All(fragments, fragment => Assert.Contains(fragment, result.Detail, StringComparison.Ordinal));
        Assert.DoesNotContain("swordfish", result.Detail, StringComparison.Ordinal);
    }
}
