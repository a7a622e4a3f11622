namespace BlueGreen.Postgres.Migrations.Reverting;

/// <summary>A table or column that is there.</summary>
internal sealed class FoundLoss
{
    /// <summary>Takes <c>@names</c>, <c>@columns</c> and <c>@schemas</c>: names as a script writes them, the columns of them or null, and whether they are schemas.</summary>
    public const string Sql = """
        with asked as (
            select * from unnest(@names, @columns, @schemas) with ordinality a(name, col, is_schema, place)
        ), seen as (
            select a.place, c.oid, a.col from asked a join pg_class c on c.oid = to_regclass(a.name) where not is_schema
            union all
            select a.place, c.oid, null from asked a join pg_namespace n on n.nspname = (parse_ident(a.name))[1] join pg_class c on c.relnamespace = n.oid where is_schema
        )
        select format('%I.%I', n.nspname, c.relname) as "Table", case when s.col is not null then format('%I', a.attname) end as "Column"
        from seen s join pg_class c on c.oid = s.oid join pg_namespace n on n.oid = c.relnamespace
            left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attname = (parse_ident(s.col))[1]
        where c.relkind in ('r', 'p', 'm') and (s.col is null or a.attname is not null)
        group by 1, 2 order by min(s.place), 1, 2
        """;

    public required string Table { get; init; }

    public string? Column { get; init; }

    public string Name => Column is null ? Table : $"{Table}.{Column}";
}
