using System.Text.RegularExpressions;

namespace BlueGreen.Postgres.Migrations.Adopting;

/// <summary>Where another tool keeps what it has run.</summary>
public sealed partial record AdoptedHistory
{
    private AdoptedHistory(string tool, string table, string query) => (Tool, Table, Query) = (tool, table, query);

    /// <summary>The tool.</summary>
    public string Tool { get; }

    /// <summary>Its table.</summary>
    public string Table { get; }

    internal string Query { get; }

    /// <summary>DbUp's journal. A script is found by the end of its name: <c>Shop.Scripts.0001_orders.sql</c> is <c>0001_orders</c>.</summary>
    /// <param name="table">The table, with its schema. Default: DbUp's own, <c>schemaversions</c>.</param>
    /// <exception cref="ArgumentException">It is no table's name.</exception>
    public static AdoptedHistory DbUp(string table = "schemaversions") => new("DbUp", Check(table), $"select scriptname from {table} order by schemaversionsid");

    /// <summary>EF Core's history. A migration is found by its identifier: <c>20260101120000_Orders</c>.</summary>
    /// <param name="table">The table, with its schema. Default: EF Core's own, <c>"__EFMigrationsHistory"</c>.</param>
    /// <exception cref="ArgumentException">It is no table's name.</exception>
    public static AdoptedHistory EfCore(string table = "\"__EFMigrationsHistory\"") => new("EF Core", Check(table), $"select \"MigrationId\" from {table} order by \"MigrationId\"");

    private static string Check(string table) => Name().IsMatch(table)
        ? table
        : throw new ArgumentException($"'{table}' is no name of a table. Write it as in SQL: schema.table, with quotes where it has capitals.", nameof(table));

    [GeneratedRegex("""^(?:\w+|"[^"]+")(?:\.(?:\w+|"[^"]+"))?$""", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
