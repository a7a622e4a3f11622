using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BlueGreen.Postgres.Schema;

/// <summary>The statements around the upgrades.</summary>
internal static class SchemaSql
{
    /// <summary>Reads the catalogue itself: what <c>to_regclass</c> answers may be older than the lock that was waited for.</summary>
    public const string Exists = """
        select exists (
            select from pg_catalog.pg_class join pg_catalog.pg_namespace on pg_namespace.oid = relnamespace
            where nspname = @schema and relname = 'schema_version')
        """;

    /// <summary>The same number in every process, so that one of several that start at once creates and the others wait.</summary>
    public static long LockKey(string schema) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"BlueGreen.Postgres/{schema}")));

    public static string Prepare(string schema) => $"create schema if not exists {schema};\ncreate table if not exists {schema}.schema_version (version int not null, applied_at timestamptz not null)";

    public static string Read(string schema) => $"select coalesce(max(version), 0) from {schema}.schema_version";

    public static string Record(string schema, int version) => $"""
        delete from {schema}.schema_version;
        insert into {schema}.schema_version values ({version}, clock_timestamp())
        """;
}
