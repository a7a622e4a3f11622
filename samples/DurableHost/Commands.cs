using DurableHost.Asking;
using DurableHost.Serving;

namespace DurableHost;

/// <summary>What the first word of the command line does.</summary>
internal static class Commands
{
    public static async Task<int> RunAsync(Options options)
    {
        switch (options.Words)
        {
            case []:
            case ["help"]:
                Console.WriteLine(HelpText.Text);
                return options.Words.IsEmpty ? ExitCode.WrongArguments : ExitCode.Done;
            case ["host"]:
                return await HostProgram.RunAsync(options);
            case ["router"]:
                return await RouterProgram.RunAsync(options);
            case ["visit"]:
                return await Visitors.RunAsync(options);
            default:
                await using (var console = new RolloutConsole(options))
                {
                    return await AskAsync(console, options);
                }
        }
    }

    private static Task<int> AskAsync(RolloutConsole console, Options options) => options.Words.AsSpan() switch
    {
        ["open", var version] => console.StartAsync(StorefrontPlan.Opening, version),
        ["start", var version] => console.StartAsync(options.Approval ? StorefrontPlan.Approved : StorefrontPlan.Rollout, version),
        ["watch", var id] => console.WatchAsync(new(id)),
        ["signal", var id, var what] => console.SignalAsync(new(id), what),
        ["approve", var id] => console.ApproveAsync(new(id)),
        ["list"] => console.ListAsync(),
        ["routers"] => console.RoutersAsync(),
        ["withdraw", var name] => console.WithdrawAsync(name),
        ["status"] => console.StatusAsync(),
        ["export", var id] => console.ExportAsync(new(id)),
        ["open" or "start", ..] => throw new FormatException($"'{string.Join(' ', options.Words)}' must name one version, such as {options.Words[0]} 2.0.0."),
        ["watch" or "export" or "approve", ..] => throw new FormatException($"'{string.Join(' ', options.Words)}' must name one rollout; list names them."),
        ["signal", ..] => throw new FormatException($"'{string.Join(' ', options.Words)}' must name a rollout and a signal, such as signal ID abort."),
        [_, ..] => throw new FormatException($"'{string.Join(' ', options.Words)}' is no command."),
        _ => throw new FormatException("Name a command."),
    };
}
