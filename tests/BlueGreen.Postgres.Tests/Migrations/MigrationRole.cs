namespace BlueGreen.Postgres.Tests.Migrations;

/// <summary>The role that the page on migrations recommends: it owns what it migrates by way of the owner's role, and the journal's schema, and has no right besides.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Owner">The role that owns the schema <c>public</c> and the tables in it.</param>
/// <param name="ConnectionString">The database, as this role.</param>
internal sealed record MigrationRole(string Name, string Owner, string ConnectionString)
{
    public static async Task<MigrationRole> CreateAsync(MigratedDatabase database)
    {
        var (owner, name) = ($"{database.Name}_owner", $"{database.Name}_migrations");
        await database.ExecuteAsync($"""
            create role {owner} nologin;
            alter schema public owner to {owner};
            revoke create on schema public from public;
            revoke temporary on database {database.Name} from public;

            create role {name} login password 'swordfish' in role {owner};
            create schema bluegreen authorization {name};
            """);
        return new(name, owner, database.Cluster.ConnectionString(database.Name, name));
    }
}
