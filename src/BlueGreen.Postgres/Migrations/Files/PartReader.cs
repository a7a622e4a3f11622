using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Files;

/// <summary>Makes parts of the sections of a file, and checks how they go together.</summary>
internal sealed class PartReader(string file, string name, bool isRepeatable, ScriptReader scripts, MigrationProblems problems)
{
    private readonly Dictionary<PostgresMigrationPhase, MigrationPart> _parts = [];
    private MigrationPart? _last;

    public ImmutableArray<MigrationPart> Read(ImmutableArray<MigrationSection> sections)
    {
        foreach (var section in sections)
        {
            var script = scripts.Read(section);
            var isHead = section.Line == 0;
            if (!isHead && script.Statements.IsEmpty)
            {
                problems.Add(file, section.Line, $"@{section.Kind} holds no statement.", "Write one, or leave the directive out.");
            }
            else if (section.Kind == "down")
            {
                Down(section, script);
            }
            else if (!script.Statements.IsEmpty)
            {
                Up(section, script);
            }
        }

        if (_parts.Count == 0)
        {
            problems.Add(file, "It holds no statement.", "Write one, or delete the file.");
        }

        return [.. _parts.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
    }

    private void Up(MigrationSection section, MigrationScript script)
    {
        var phase = Enum.Parse<PostgresMigrationPhase>(section.Kind, ignoreCase: true);
        var target = phase == PostgresMigrationPhase.Backfill ? Target(section, script) : null;
        if (phase != PostgresMigrationPhase.Backfill && script.Statements.FirstOrDefault(statement => statement.Sql.Contains(ScriptVariables.Batch, StringComparison.Ordinal)) is { } stray)
        {
            problems.Add(file, stray.Line, $"{ScriptVariables.Batch} stands outside of a backfill.", "Put the statement under -- @backfill table by key.");
        }

        if (phase is PostgresMigrationPhase.Backfill or PostgresMigrationPhase.Verify && !script.IsTransactional)
        {
            problems.Add(file, section.Line, $"@{section.Kind} holds what cannot run in a transaction.", "Put it under -- @expand.");
        }

        if (isRepeatable && phase != PostgresMigrationPhase.Expand)
        {
            problems.Add(file, section.Line, $"A repeatable script has a section @{section.Kind}.", "Give the migration a number.");
        }

        _last = new()
        {
            Migration = name,
            Phase = phase,
            IsRepeatable = isRepeatable,
            Script = script,
            Backfill = target,
            Checksum = MigrationChecksum.Of(target is null ? section.Text : $"{target}\n{section.Text}"),
        };
        if (!_parts.TryAdd(phase, _last))
        {
            problems.Add(file, section.Line, $"A second section @{section.Kind}.", "Merge the two, or make a second migration.");
        }
    }

    private void Down(MigrationSection section, MigrationScript script)
    {
        if (_last is not { Phase: PostgresMigrationPhase.Expand or PostgresMigrationPhase.Backfill, Down: null } part)
        {
            problems.Add(file, section.Line, _last is null or { Down: not null } ? "@down has nothing before it to undo." : $"@{_last.Phase.ToString().ToLowerInvariant()} cannot be undone.",
                "Put @down behind @expand or @backfill, once each. What @contract removes comes back by a new migration or a restore only.");
            return;
        }

        _last = _parts[part.Phase] = part with { Down = script };
    }

    private BackfillTarget? Target(MigrationSection section, MigrationScript script)
    {
        var target = BackfillTarget.Parse(section.Argument);
        if (target is null)
        {
            problems.Add(file, section.Line, $"'@backfill {section.Argument}' does not say along which key.", "Write -- @backfill table by key, or table as alias by key, other_key.");
        }

        if (script.Statements is not [{ Sql: var sql }] || sql.Split(ScriptVariables.Batch).Length != 2)
        {
            problems.Add(file, section.Line, $"A backfill is one statement with {ScriptVariables.Batch} once.", $"Write it like UPDATE … WHERE … AND {ScriptVariables.Batch}; a second one goes into a migration of its own.");
        }

        return target;
    }
}
