namespace BlueGreen.Postgres.Migrations.Journal;

/// <summary>The journal's tables in the migrated database.</summary>
internal static class JournalTables
{
    /// <param name="schema">Their schema.</param>
    /// <param name="withSchema">Whether to create it too, which asks for a right that a role need not have where the schema is there.</param>
    public static string Create(string schema, bool withSchema) => $"""
        {(withSchema ? $"create schema if not exists {schema};" : "")}
        create table if not exists {schema}.migration (
            migration text collate "C" not null,
            phase text not null check (phase in ('expand', 'backfill', 'verify', 'contract')),
            state text not null check (state in ('running', 'failed', 'applied', 'reverting')),
            checksum text,
            script text,
            down text,
            previous text,
            attempt text,
            statement int not null default 0,
            marked boolean not null default false,
            cursor text,
            rollout text,
            operation text,
            origin text not null default 'run',
            detail text,
            started_at timestamptz not null default clock_timestamp(),
            sequence bigserial not null,
            primary key (migration, phase)
        );
        create table if not exists {schema}.migration_event (
            id bigserial primary key,
            migration text not null,
            phase text not null,
            action text not null,
            rollout text,
            operation text,
            at timestamptz not null default clock_timestamp(),
            took double precision not null default 0,
            locks text[] not null default '{"{}"}',
            detail text
        );
        create table if not exists {schema}.migration_fence (
            application text collate "C" primary key,
            epoch bigint not null,
            intent bigint not null
        );
        create table if not exists {schema}.migration_session (
            is_only boolean primary key default true check (is_only),
            pid int not null,
            backend_start timestamptz not null,
            rollout text,
            operation text
        );
        create table if not exists {schema}.migration_schema (
            id bigserial primary key,
            event bigint not null,
            at timestamptz not null default clock_timestamp(),
            origin text not null,
            migration text,
            fingerprint text not null,
            content text not null,
            rollout text,
            by text,
            reason text
        );
        """;
}
