using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Files;

namespace BlueGreen.Postgres.Migrations;

/// <summary>All migrations of a database, checked and in the order in which they run. Immutable.</summary>
public sealed class MigrationSet
{
    private readonly IReadOnlyDictionary<string, string> _variables;

    private MigrationSet(ImmutableArray<Migration> migrations, IReadOnlyDictionary<string, string> variables)
    {
        _variables = variables;
        Migrations = migrations;
        Parts = [.. migrations.SelectMany(migration => migration.Parts)];
        Fingerprint = MigrationChecksum.Of(string.Join('\n', Parts.Select(part => $"{part.Name} {part.Checksum}")));
    }

    /// <summary>The names of the migrations, in the order in which they run.</summary>
    public ImmutableArray<string> Names => [.. Migrations.Select(migration => migration.Name)];

    /// <summary>A SHA-256 of everything that would be run: it changes when a script does.</summary>
    public string Fingerprint { get; }

    internal ImmutableArray<Migration> Migrations { get; }

    internal ImmutableArray<MigrationPart> Parts { get; }

    /// <summary>Reads all <c>.sql</c> files of a folder and its subfolders, which group and nothing else.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="variables">What <c>${name}</c> stands for in the scripts. Default: nothing.</param>
    /// <param name="code">Migrations that are code. Default: none.</param>
    /// <exception cref="InvalidMigrationsException">Something is wrong with them; it lists all of it.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static MigrationSet Read(string folder, IReadOnlyDictionary<string, string>? variables = null, params ReadOnlySpan<MigrationCode> code)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var files = Directory.EnumerateFiles(folder, "*.sql", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new MigrationFile(Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText(path)))
            .ToArray();
        return From(files, variables, code);
    }

    /// <summary>Reads scripts that are kept elsewhere, such as in an assembly.</summary>
    /// <param name="files">The scripts, in any order.</param>
    /// <param name="variables">What <c>${name}</c> stands for in the scripts. Default: nothing.</param>
    /// <param name="code">Migrations that are code. Default: none.</param>
    /// <exception cref="InvalidMigrationsException">Something is wrong with them; it lists all of it.</exception>
    public static MigrationSet From(IEnumerable<MigrationFile> files, IReadOnlyDictionary<string, string>? variables = null, params ReadOnlySpan<MigrationCode> code)
    {
        ArgumentNullException.ThrowIfNull(files);
        var problems = new MigrationProblems();
        var values = variables?.ToImmutableDictionary(StringComparer.Ordinal) ?? ImmutableDictionary<string, string>.Empty;
        var reader = new MigrationFileReader(new(values, problems), problems);
        var read = files.Select(reader.Read).OfType<Migration>().Concat(MigrationCodeReader.Read(code.ToArray(), problems)).ToArray();
        var migrations = MigrationOrder.Sort(MigrationMerger.Merge(read, problems), problems);
        problems.ThrowIfAny();
        return new(migrations, values);
    }

    /// <summary>Reads a script that the journal kept.</summary>
    /// <exception cref="InvalidMigrationsException">It cannot be run with this set's variables.</exception>
    internal MigrationScript Parse(string name, string text)
    {
        var problems = new MigrationProblems();
        var script = new ScriptReader(name, new(_variables, problems), problems).Read(new("down", "", 1, text, DirectiveReader.Read(name, text, problems)));
        problems.ThrowIfAny();
        return script;
    }
}
