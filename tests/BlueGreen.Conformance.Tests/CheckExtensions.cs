using BlueGreen.Testing.Conformance;

namespace BlueGreen.Conformance.Tests;

internal static class CheckExtensions
{
    /// <summary>Passes when the rule is kept; says why where it was not checked.</summary>
    public static async Task HoldsAsync(this ConformanceCheck check)
    {
        var result = await check.VerifyAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(result.Status != ConformanceStatus.Passed, $"{result.Status}: {result.Reason}");
    }
}
