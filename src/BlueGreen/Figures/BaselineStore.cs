using System.Text.Json;
using BlueGreen.Artifacts;
using BlueGreen.Journal;

namespace BlueGreen.Figures;

/// <summary>
/// Keeps the figures of each run under the application, named after baseline and rollout. The baseline is not written anywhere: it is what the newest rollout left that succeeded and was not
/// rolled back since, as the journal tells. So a rollout that fails or dies leaves none.
/// </summary>
internal sealed class BaselineStore(IRolloutStore rollouts, IArtifactStore artifacts)
{
    private const int LookBack = 200;

    public async Task KeepAsync(string baseline, SortedDictionary<string, double> figures, OperationContext context, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(figures, FigureJsonContext.Default.SortedDictionaryStringDouble));
        await artifacts.WriteAsync(Name(context.Application, baseline, context.Rollout), ContentType.Json, content, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The baseline and the rollout that left it; null when there is none. What other closed rollouts left is deleted.</summary>
    public async Task<(RolloutId Rollout, SortedDictionary<string, double> Figures)?> FindAsync(string baseline, OperationContext context, CancellationToken cancellationToken)
    {
        var kept = new HashSet<ArtifactName>();
        await foreach (var name in artifacts.ListAsync(context.Application, cancellationToken).ConfigureAwait(false))
        {
            kept.Add(name);
        }

        (RolloutId, SortedDictionary<string, double>)? found = null;
        foreach (var (rollout, isGood) in await ClosedAsync(context.Application, cancellationToken).ConfigureAwait(false))
        {
            var name = Name(context.Application, baseline, rollout);
            if (kept.Contains(name) && isGood && found is null && await ReadAsync(name, cancellationToken).ConfigureAwait(false) is { } figures)
            {
                found = (rollout, figures);
            }
            else if (kept.Contains(name))
            {
                await artifacts.DeleteAsync(name, cancellationToken).ConfigureAwait(false);
            }
        }

        return found;
    }

    private async Task<SortedDictionary<string, double>?> ReadAsync(ArtifactName name, CancellationToken cancellationToken)
    {
        var content = await artifacts.OpenAsync(name, cancellationToken).ConfigureAwait(false);
        if (content is null)
        {
            return null;
        }

        await using (content.ConfigureAwait(false))
        {
            return await JsonSerializer.DeserializeAsync(content, FigureJsonContext.Default.SortedDictionaryStringDouble, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Closed rollouts, newest first. Good is what succeeded; a later rollback takes back the one before it.</summary>
    private async Task<IReadOnlyList<(RolloutId Rollout, bool IsGood)>> ClosedAsync(string application, CancellationToken cancellationToken)
    {
        var closed = new List<(RolloutId, bool)>();
        var takenBack = 0;
        await foreach (var rollout in rollouts.ListAsync(new() { Application = application, Maximum = LookBack }, cancellationToken).ConfigureAwait(false))
        {
            if (rollout is { Kind: RolloutKind.Rollback, Outcome: RolloutOutcome.RolledBack })
            {
                takenBack++;
            }
            else if (rollout is { Kind: RolloutKind.Forward, Standing: RolloutStanding.Closed })
            {
                var isTakenBack = rollout.Outcome == RolloutOutcome.Succeeded && takenBack > 0;
                takenBack -= isTakenBack ? 1 : 0;
                closed.Add((rollout.Rollout, rollout.Outcome == RolloutOutcome.Succeeded && !isTakenBack));
            }
        }

        return closed;
    }

    private static ArtifactName Name(string application, string baseline, RolloutId rollout) => new(application, $"baseline-{baseline}-{rollout.Value}.json");
}
