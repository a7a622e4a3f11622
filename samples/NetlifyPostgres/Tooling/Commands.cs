using NetlifyPostgres.Local;
using NetlifyPostgres.Plans;

namespace NetlifyPostgres.Tooling;

/// <summary>What the first word of the command line does.</summary>
internal static class Commands
{
    public static async Task<int> RunAsync(Options options)
    {
        switch (options.Words)
        {
            case [] when options.IsLocal:
                return await Tour.RunAsync(options);
            case []:
            case ["help"]:
                Console.WriteLine(HelpText.Text);
                return options.Words.IsEmpty ? ExitCode.WrongArguments : ExitCode.Done;
            case ["script", var name, var release, .. var rest]:
                return await TeamScripts.RunAsync(name, release, rest.FirstOrDefault());
            case ["api", var deploy, var text]:
                return await ExamApi.RunAsync(deploy, text);
            case ["world"]:
                return await LocalWorld.RunAsync(options);
        }

        var place = options.IsLocal ? Place.OfLocal(options.Folder) : Place.Of(options.Folder);
        if (options.Words is ["router"])
        {
            return await RouterProgram.RunAsync(place);
        }

        if (options.Words is ["migrations"])
        {
            return await Database.ListAsync(place);
        }

        switch (options.Words)
        {
            case ["backups"]:
                return await Restoring.ListAsync(place);
            case ["backup"]:
                return await Restoring.TakeAsync(place);
            case ["restore", var backup]:
                return await Restoring.RestoreAsync(place, backup);
        }

        if (options.Words is ["revert", var migration])
        {
            return options.Confirm is null || options.Reason.Length > 0
                ? await Database.RevertAsync(place, migration, options)
                : throw new FormatException("revert with --confirm needs a --reason, for the record.");
        }

        await using var tool = await Tool.StartAsync(place, options.By, options.Reason);
        return options.Words.AsSpan() switch
        {
            ["staging", var version] => await tool.RollOutAsync(Tool.Staging, version),
            ["rollout", var version] => await tool.RollOutAsync(ExamPlans.Application, version),
            ["emergency", var version] when options.Reason.Length > 0 => await tool.RollOutAsync(Tool.Emergency, version, options.Reason),
            ["rollback", var id] when options.Reason.Length > 0 => await tool.RollBackAsync(new(id), options.Gradual, options.Reason, options.Incident),
            ["status"] => await tool.StatusAsync(),
            ["report", var id] => await tool.ReportAsync(new(id)),
            ["emergency" or "rollback", _] => throw new FormatException($"'{string.Join(' ', options.Words)}' needs a --reason, for the record."),
            ["staging" or "rollout" or "emergency", ..] => throw new FormatException($"'{string.Join(' ', options.Words)}' must name one version, such as {options.Words[0]} 2.0.0."),
            ["rollback" or "report", ..] => throw new FormatException($"'{string.Join(' ', options.Words)}' must name one rollout; status names them."),
            _ => throw new FormatException($"'{string.Join(' ', options.Words)}' is no command."),
        };
    }
}
