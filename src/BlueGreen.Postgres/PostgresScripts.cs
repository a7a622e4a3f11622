using System.Text;
using System.Text.RegularExpressions;
using BlueGreen.Postgres.Schema;

namespace BlueGreen.Postgres;

/// <summary>
/// Scripts for those who let no program change their database: one for the role that owns the tables, one for the roles that only use them. Both may be run again.
/// </summary>
public static partial class PostgresScripts
{
    /// <summary>Creates the schema and its tables. To be run by the role that shall own them, which needs <c>CREATE</c> on the database.</summary>
    /// <param name="schema">The schema. Default: <c>bluegreen</c>.</param>
    /// <exception cref="ArgumentException">The name is not one that <see cref="PostgresJournalOptions.Schema"/> allows.</exception>
    public static string Create(string schema = SchemaName.Default)
    {
        var name = SchemaName.Quote(SchemaName.Check(schema));
        var script = new StringBuilder($"begin;\nselect pg_advisory_xact_lock({SchemaSql.LockKey(schema)});\n{SchemaSql.Prepare(name)};\n");
        for (var version = 1; version <= SchemaUpgrades.Version; version++)
        {
            script.Append($"""
                do $upgrade$ begin
                if coalesce((select version from {name}.schema_version), 0) < {version} then
                {SchemaUpgrades.All[version - 1](name)}
                {SchemaSql.Record(name, version)};
                end if;
                end $upgrade$;

                """);
        }

        return script.Append("commit;\n").ToString();
    }

    /// <summary>
    /// Lets a role use the tables and nothing else: it creates, alters and drops nothing, and changes or deletes no event but with its whole rollout. To be run by the owner, after <see cref="Create"/>.
    /// </summary>
    /// <param name="runtimeRole">The role that programs connect as.</param>
    /// <param name="schema">The schema. Default: <c>bluegreen</c>.</param>
    /// <exception cref="ArgumentException">The role is no name, or the schema is not one that <see cref="PostgresJournalOptions.Schema"/> allows.</exception>
    public static string Grant(string runtimeRole, string schema = SchemaName.Default)
    {
        var name = SchemaName.Quote(SchemaName.Check(schema));
        if (string.IsNullOrWhiteSpace(runtimeRole) || !RoleName().IsMatch(runtimeRole))
        {
            throw new ArgumentException($"The role '{runtimeRole}' must have 1 to 63 characters and no control characters.", nameof(runtimeRole));
        }

        var role = $"\"{runtimeRole.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        return $"""
            grant usage on schema {name} to {role};
            grant select on {name}.schema_version to {role};
            grant select, insert, update on {name}.application, {name}.traffic_split to {role};
            grant select, insert on {name}.rollout_event, {name}.inbox, {name}.start_key, {name}.artifact_chunk to {role};
            grant select, insert, update, delete on {name}.rollout, {name}.router, {name}.artifact, {name}.notification_cursor, {name}.notification_lease to {role};

            """;
    }

    [GeneratedRegex(@"^\P{C}{1,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex RoleName();
}
