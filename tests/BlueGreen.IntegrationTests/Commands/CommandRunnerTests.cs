using System.Diagnostics;
using System.Globalization;
using BlueGreen.Commands;
using BlueGreen.Processes;

namespace BlueGreen.IntegrationTests.Commands;

public sealed class CommandRunnerTests : IDisposable
{
    private readonly CommandRunner _runner = new(TimeProvider.System);
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Both_streams_and_the_exit_code_come_back()
    {
        var result = await _runner.RunAsync(Shell("echo out; echo err >&2; exit 3"), Token);

        Assert.Equal(3, result.ExitCode);
        Assert.False(result.TimedOut);
        Assert.Equal(["err", "out"], result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
        Assert.True(result.Duration > TimeSpan.Zero);
    }

    [Fact]
    public async Task Arguments_and_variables_reach_the_program_as_they_stand()
    {
        string[] arguments = ["two words", "\"q\"", "it's", "$(id)", "`id`", "; exit 1", "*", "", "-n", "a\\b"];

        var result = await _runner.RunAsync(Command.Run("printf", ["%s|", .. arguments]), Token);
        var variable = await _runner.RunAsync(Shell("printf %s \"$GREETING\"").With("GREETING", "$(id) 'x'"), Token);

        Assert.Equal(string.Concat(arguments.Select(argument => argument + "|")), result.Output);
        Assert.Equal("$(id) 'x'", variable.Output);
    }

    [Fact]
    public async Task A_command_starts_in_its_folder_with_an_empty_input_and_leads_a_session()
    {
        var result = await _runner.RunAsync(Shell("pwd; cat; echo $$; cut -d' ' -f6 /proc/$$/stat").In(_folder), Token);

        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(_folder, lines[0]);
        Assert.Equal(lines[1], lines[2]);
    }

    [Fact]
    public async Task A_program_of_the_commands_folder_is_found()
    {
        var path = Path.Combine(_folder, "tool");
        await File.WriteAllTextAsync(path, "#!/bin/sh\necho here\n", Token);
        var command = Command.Run("./tool").In(_folder);

        var refused = await Assert.ThrowsAsync<ProviderException>(() => _runner.RunAsync(command, Token));
        Assert.Contains("chmod +x", refused.Message, StringComparison.Ordinal);

        await _runner.RunAsync(Command.Run("chmod", "+x", path), Token);
        Assert.Equal("here\n", (await _runner.RunAsync(command, Token)).Output);
    }

    [Fact]
    public async Task Of_long_output_the_end_is_kept()
    {
        var result = await new CommandRunner(TimeProvider.System, keptOutput: 64 * 1024).RunAsync(Shell("i=0; while [ $i -lt 20000 ]; do echo \"line $i\"; i=$((i+1)); done"), Token);

        Assert.Equal(64 * 1024, result.Output.Length);
        Assert.EndsWith("line 19999\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_its_limit_the_whole_tree_is_ended()
    {
        var command = Shell("sleep 1000 & echo $!; setsid sleep 1000 & echo $!; wait").Within(TimeSpan.FromSeconds(1));

        var result = await _runner.RunAsync(command, Token);

        Assert.True(result.TimedOut);
        Assert.Null(result.ExitCode);
        Assert.All(Pids(result.Output), pid => Assert.False(ProcessTable.Find(pid) is { IsGone: false }));
        Assert.Equal(2, Pids(result.Output).Length);
    }

    [Fact]
    public async Task A_cancelled_command_is_ended_with_its_tree()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var pids = Path.Combine(_folder, "pids");
        var running = _runner.RunAsync(Shell("trap '' TERM; sleep 1000 & echo \"$! $$\" > \"$0.new\"; mv \"$0.new\" \"$0\"; wait", pids), source.Token);
        while (!File.Exists(pids))
        {
            await Task.Delay(20, Token);
        }

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.All(Pids(await File.ReadAllTextAsync(pids, Token)), pid => Assert.False(ProcessTable.Find(pid) is { IsGone: false }));
    }

    [Fact]
    public async Task A_program_left_in_the_background_does_not_hold_the_command_up()
    {
        var result = await _runner.RunAsync(Shell("sleep 1000 & echo $!"), Token);

        Assert.Equal(0, result.ExitCode);
        using var left = Process.GetProcessById(Assert.Single(Pids(result.Output)));
        left.Kill();
    }

    [Fact]
    public async Task A_missing_program_or_folder_is_named()
    {
        var program = await Assert.ThrowsAsync<ProviderException>(() => _runner.RunAsync(Command.Run("no-such-program-here"), Token));
        var path = await Assert.ThrowsAsync<ProviderException>(() => _runner.RunAsync(Command.Run("./no-such-file"), Token));
        var folder = await Assert.ThrowsAsync<ProviderException>(() => _runner.RunAsync(Shell("true").In("/no/such/folder"), Token));

        Assert.Contains("no folder of the PATH holds it", program.Message, StringComparison.Ordinal);
        Assert.Contains("no-such-file", path.Message, StringComparison.Ordinal);
        Assert.Contains("/no/such/folder", folder.Message, StringComparison.Ordinal);
        Assert.False(program.IsTransient || path.IsTransient || folder.IsTransient);
    }

    private static Command Shell(string script, params string[] arguments) => Command.Run("sh", ["-c", script, .. arguments]);

    private static int[] Pids(string text) =>
        [.. text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(pid => int.Parse(pid, CultureInfo.InvariantCulture))];
}
