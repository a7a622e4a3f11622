using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Journal;
using BlueGreen.Postgres.Migrations.Running;

namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>
/// Follows the schema through a revert. What a migration did is the difference of the states that were kept before and after it; without it, the schema must be what it was, less that.
/// </summary>
internal sealed class RevertWatch
{
    private readonly MigrationSession _session;
    private readonly ImmutableDictionary<MigrationPartId, (DatabaseSchema Before, DatabaseSchema After)> _effects;
    private readonly string? _unknown;
    private DatabaseSchema? _kept;
    private DatabaseSchema _expected;

    private RevertWatch(
        MigrationSession session, ImmutableDictionary<MigrationPartId, (DatabaseSchema Before, DatabaseSchema After)> effects, DatabaseSchema? kept, DatabaseSchema expected, string? unknown) =>
        (_session, _effects, _kept, _expected, _unknown) = (session, effects, kept, expected, unknown);

    private SchemaJournal Schemas => _session.Environment.Schemas;

    private SchemaScope Scope => _session.Options.SchemaScope;

    /// <summary>Looks before the first part is undone. Null where nothing is to be watched.</summary>
    public static async Task<RevertWatch?> BeginAsync(MigrationSession session, ImmutableArray<JournalRow> rows, CancellationToken cancellationToken)
    {
        if (rows.IsEmpty || session.Options.Drift == DriftPolicy.Ignore)
        {
            return null;
        }

        var scope = session.Options.SchemaScope;
        var drift = await new DriftReader(session.Environment).ReadAsync(session.Connection, scope, cancellationToken, [.. rows.Select(row => row.Migration)]).ConfigureAwait(false);
        var kept = drift.Unknown is null && drift.Expected!.Schema.Scope == scope ? drift.Expected.Schema : null;
        var isHalfDone = rows.Any(row => !row.IsApplied && row.Id.Phase == PostgresMigrationPhase.Expand);
        var unknown = isHalfDone && kept is null ? drift.Unknown ?? "something else was compared when the state was kept" : null;
        var effects = ImmutableDictionary.CreateBuilder<MigrationPartId, (DatabaseSchema, DatabaseSchema)>();
        foreach (var row in rows.Where(row => row.Id.Phase == PostgresMigrationPhase.Expand && row.Standing is JournalState.Applied or JournalState.Reverting))
        {
            if (await session.Environment.Schemas.ReadAroundAsync(session.Connection, row.Id, cancellationToken).ConfigureAwait(false) is var (before, after)
                && before.ToPublic().Schema is var was && after.ToPublic().Schema is var became && was.Scope == scope && became.Scope == scope)
            {
                effects.Add(row.Id, (was, became));
                continue;
            }

            unknown ??= $"the states before and after {row.Id.Name} were not kept, or something else was compared then";
        }

        return new(session, effects.ToImmutable(), kept, isHalfDone && kept is not null ? kept : drift.Actual, unknown);
    }

    /// <summary>A part is undone. What is expected from here on is kept at once, so that a run that ends here leaves it.</summary>
    public async Task AfterAsync(MigrationPartId part, CancellationToken cancellationToken)
    {
        if (_effects.TryGetValue(part, out var effect))
        {
            (_expected, _kept) = (_expected.Replay(effect.After, effect.Before), _kept?.Replay(effect.After, effect.Before));
        }

        if (_unknown is null && _kept is { } kept)
        {
            await KeepAsync(kept, part, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Says whether the schema is as it was.</summary>
    /// <param name="last">The part that was undone last.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<Finding> EndAsync(MigrationPartId last, CancellationToken cancellationToken)
    {
        var live = await SchemaReader.ReadAsync(_session.Connection, Scope, cancellationToken).ConfigureAwait(false);
        if (_unknown is not null || _kept is null)
        {
            await KeepAsync(live, last, cancellationToken).ConfigureAwait(false);
        }

        if (_unknown is { } why)
        {
            return new("schema", true, $"not compared with what was before: {why}");
        }

        var comparison = _expected.Compare(live);
        var isLenient = _session.Context.Operation is not null && _session.Options.Drift == DriftPolicy.Report;
        return new("schema", comparison.AreEqual || isLenient, comparison.AreEqual ? "as it was before" : $"not as it was before: {comparison.ToLine()}. Mend it, or accept it with {nameof(PostgresMigrationRunner.AcceptDriftAsync)}");
    }

    private async Task KeepAsync(DatabaseSchema state, MigrationPartId part, CancellationToken cancellationToken)
    {
        var transaction = await _session.BeginAsync(part.Name, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await Schemas.KeepAsync(_session.Connection, transaction, state, "revert", part, _session.Context, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
