using FluentMigrator;
using FluentMigrator.Infrastructure;
using FluentMigrator.Runner;

namespace BlueGreen.Benchmarks.Migrations.Migrators;

/// <summary>Hands the scripts to FluentMigrator as migrations.</summary>
internal sealed class ScriptLoader(Scripts scripts) : IMigrationInformationLoader
{
    public SortedList<long, IMigrationInfo> LoadMigrations()
    {
        var all = new SortedList<long, IMigrationInfo>(scripts.Texts.Count);
        for (var i = 0; i < scripts.Texts.Count; i++)
        {
            all.Add(i + 1, new MigrationInfo(i + 1, TransactionBehavior.Default, new ScriptMigration(scripts.Texts[i])));
        }

        return all;
    }

    private sealed class ScriptMigration(string text) : ForwardOnlyMigration
    {
        public override void Up() => Execute.Sql(text);
    }
}
