namespace BlueGreen.Acceptance.Tests;

/// <summary>The Quickstart on a terminal.</summary>
public sealed class TerminalTests
{
    private const int Patience = 180_000;
    private const char CtrlC = '\x03';

    [Theory(Timeout = Patience)]
    [InlineData("", true)]
    [InlineData("1", false)]
    public async Task It_redraws_one_block_in_colour_unless_told_otherwise(string noColor, bool isColored)
    {
        var token = TestContext.Current.CancellationToken;
        await using var run = QuickstartRun.StartOnTerminal(("NO_COLOR", noColor));
        await run.StandardOutput.WaitForAsync("◌ bake at 10%", token);
        run.Type(CtrlC);
        var exitCode = await run.EndAsync(token);

        Assert.True(exitCode == 130, $"exit code {exitCode}\n{run.StandardOutput.Text}");
        Assert.Matches(@"\e\[\d+F\e\[J", run.StandardOutput.Text);
        Assert.Contains("blue 90%, green 10%", run.StandardOutput.Text, StringComparison.Ordinal);
        Assert.Equal(isColored, run.StandardOutput.Text.Contains("\e[32m", StringComparison.Ordinal));
        Assert.Empty(run.Processes);
    }
}
