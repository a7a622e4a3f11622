using System.Collections.Immutable;
using BlueGreen.Execution;
using BlueGreen.Plans;

namespace BlueGreen.Figures;

/// <summary>Runs a load test against green and compares its figures with the stored baseline.</summary>
internal sealed class FigureGate(CommandChecks commands, BaselineStore baselines)
{
    public async Task<ImmutableArray<Finding>> RunAsync(CommandCheck check, Baseline baseline, OperationContext context, CancellationToken cancellationToken)
    {
        var file = baseline.ResultFile is { } path ? Path.GetFullPath(CommandChecks.Resolve(path, context), Folder(check.Command, context)) : null;
        if (file is not null)
        {
            File.Delete(file);
        }

        var (verdict, result) = await commands.RunAsync(check.Name, check.Command, context, cancellationToken).ConfigureAwait(false);
        var run = new Finding(check.Name, verdict.Passed, verdict.Detail);
        return verdict.Passed
            ? [run, .. await JudgeAsync(baseline, await TextAsync(file, result.StandardOutput, cancellationToken).ConfigureAwait(false), context, cancellationToken).ConfigureAwait(false)]
            : [run];
    }

    private async Task<IEnumerable<Finding>> JudgeAsync(Baseline baseline, string? text, OperationContext context, CancellationToken cancellationToken)
    {
        SortedDictionary<string, double> figures;
        try
        {
            figures = FigureReader.Read(text ?? throw new FormatException("the command wrote no such file"));
        }
        catch (FormatException exception)
        {
            return [new("figures", false, $"no figures in {baseline.ResultFile ?? "the command's standard output"}: {exception.Message}")];
        }

        var before = await baselines.FindAsync(baseline.Name, context, cancellationToken).ConfigureAwait(false);
        await baselines.KeepAsync(baseline.Name, figures, context, cancellationToken).ConfigureAwait(false);
        return before is { } known
            ? FigureComparison.Compare(figures, known.Figures, baseline.Rules).Append(new("baseline", true, $"'{baseline.Name}' of rollout {known.Rollout}"))
            : [.. figures.Select(figure => new Finding(figure.Key, true, FormattableString.Invariant($"{figure.Value:0.######}"))), First(baseline)];
    }

    private static Finding First(Baseline baseline) => new(
        "baseline",
        !baseline.IsRequired,
        $"there is no baseline '{baseline.Name}' yet; these figures become it when this rollout succeeds{(baseline.IsRequired ? ", and the plan requires one: drop Required() for the first rollout" : "")}");

    private static string Folder(Command command, OperationContext context) =>
        Path.GetFullPath(command.WorkingDirectory is { } folder ? CommandChecks.Resolve(folder, context) : Environment.CurrentDirectory);

    private static async Task<string?> TextAsync(string? file, string output, CancellationToken cancellationToken) =>
        file is null ? output : File.Exists(file) ? await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false) : null;
}
