using System.Globalization;

namespace BlueGreen.Benchmarks.Migrations;

/// <summary>Small migrations of everyday kinds, one statement each, in folders as the migrators want them.</summary>
internal sealed class Scripts : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-scripts-").FullName;

    public Scripts(int count)
    {
        Texts = [.. Enumerable.Range(0, count).Select(Text)];
        Directory.CreateDirectory(Plain);
        Directory.CreateDirectory(Versioned);
        for (var i = 0; i < count; i++)
        {
            File.WriteAllText(Path.Combine(Plain, string.Create(CultureInfo.InvariantCulture, $"{i + 1:0000}_step.sql")), Texts[i]);
            File.WriteAllText(Path.Combine(Versioned, string.Create(CultureInfo.InvariantCulture, $"V{i + 1:0000}__step.sql")), Texts[i]);
        }
    }

    public IReadOnlyList<string> Texts { get; }

    /// <summary>Where the files are called <c>0001_step.sql</c>.</summary>
    public string Plain => Path.Combine(_folder, "plain");

    /// <summary>Where the files are called <c>V0001__step.sql</c>.</summary>
    public string Versioned => Path.Combine(_folder, "versioned");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Text(int number)
    {
        var table = string.Create(CultureInfo.InvariantCulture, $"t{number / 5}");
        return (number % 5) switch
        {
            0 => $"create table {table} (id int primary key, name text not null);\n",
            1 => $"alter table {table} add column note text;\n",
            2 => $"create index {table}_name on {table} (name);\n",
            3 => $"insert into {table} (id, name) values (1, 'one');\n",
            _ => $"comment on table {table} is 'a table';\n",
        };
    }
}
