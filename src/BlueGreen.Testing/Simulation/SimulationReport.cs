using System.Globalization;
using System.Text;
using BlueGreen.Events;
using BlueGreen.Journal;

namespace BlueGreen.Testing.Simulation;

/// <summary>A failed run for people to read.</summary>
internal static class SimulationReport
{
    public static string Write(SimulationResult result)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"seed {result.Seed}: {result.Detail ?? "held"}");
        text.AppendLine(CultureInfo.InvariantCulture, $"again: BLUEGREEN_SEED={result.Seed} dotnet run --project tests/BlueGreen.Simulation.Tests -c Release -- --filter-class \"*SeedTests\"");
        var at = 0;
        foreach (var entry in result.Journal)
        {
            while (at < result.Faults.Length && result.Faults[at].At <= entry.At - Simulation.Epoch)
            {
                Fault(text, result.Faults[at++]);
            }

            text.AppendLine(CultureInfo.InvariantCulture, $"{Time(entry.At - Simulation.Epoch)} {entry.Sequence,4} e{entry.Epoch} {Describe(entry.Event)}");
        }

        while (at < result.Faults.Length)
        {
            Fault(text, result.Faults[at++]);
        }

        return text.ToString();
    }

    private static void Fault(StringBuilder text, (TimeSpan At, Fault Fault, string On) struck) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"{Time(struck.At)}        ! #{struck.Fault.Number} {struck.Fault.Kind} {struck.On} {struck.Fault.Length.TotalSeconds:0.0} s");

    private static string Time(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture).PadLeft(9);

    private static string Describe(RolloutEvent happened) => happened switch
    {
        RolloutStarted started => $"RolloutStarted {started.Kind}, steps: {string.Join(" | ", started.Plan.Steps.Select(step => step.Name))}",
        Checkpointed checkpoint => $"Checkpointed {checkpoint.Measured}, breaches {string.Join(", ", checkpoint.Breaches)}",
        _ => Cut(JournalJson.Write(happened)),
    };

    private static string Cut(string text) => text.Length > 260 ? text[..260] : text;
}
