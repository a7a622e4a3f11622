namespace BlueGreen.Acceptance.Tests;

/// <summary>The Quickstart's command line.</summary>
public sealed class ArgumentTests
{
    private const int Patience = 60_000;

    [Fact(Timeout = Patience)]
    public async Task Help_explains_the_options()
    {
        var token = TestContext.Current.CancellationToken;
        await using var run = QuickstartRun.Start("--help");
        Assert.Equal(0, await run.EndAsync(token));
        Assert.All(["--rps", "--bake", "--port", "--warm-up", "--store WHERE", "--keep-running", "State is kept in"], text => Assert.Contains(text, run.StandardOutput.Text, StringComparison.Ordinal));
        Assert.Empty(run.StandardError.Text);
    }

    [Theory(Timeout = Patience)]
    [InlineData("--fast", "There is no option '--fast'")]
    [InlineData("--rps", "--rps lacks its number")]
    [InlineData("--rps=many", "--rps is 'many', but must be a number from 100 to 2000")]
    [InlineData("--store=disk", "--store is 'disk', but must be sqlite or memory")]
    [InlineData("--store", "--store lacks sqlite or memory")]
    [InlineData("--port=80", "--port is '80', but must be a number from 1024 to 65535")]
    [InlineData("--warm-up", "--warm-up lacks its number")]
    [InlineData("--bake=0", "--bake is '0', but must be a number from 3 to 600")]
    public async Task A_wrong_argument_is_named(string argument, string message)
    {
        var token = TestContext.Current.CancellationToken;
        await using var run = QuickstartRun.Start(argument);
        Assert.Equal(2, await run.EndAsync(token));
        Assert.Contains(message, run.StandardError.Text, StringComparison.Ordinal);
        Assert.Contains("--help", run.StandardError.Text, StringComparison.Ordinal);
        Assert.Empty(run.StandardOutput.Text);
    }
}
