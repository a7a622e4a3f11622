namespace BlueGreen.Postgres.Schema;

/// <summary>
/// The tables as they were first. A time is a timestamp and the ticks (100 ns) beyond its microseconds, so that journals of other stores come in as they were written. Rows that change
/// often leave room in their pages. Its events alone say how far a rollout is.
/// </summary>
internal static class FirstVersion
{
    public static string Write(string schema) => $"""
        create table {schema}.application (
            name text collate "C" primary key,
            epoch bigint not null,
            active text collate "C",
            owner text collate "C",
            expires_at timestamptz
        ) with (fillfactor = 70);

        create table {schema}.rollout (
            id text collate "C" primary key,
            application text collate "C" not null references {schema}.application,
            number bigint not null generated always as identity,
            version text not null,
            kind text not null,
            fingerprint text not null,
            standing text not null check (standing in ('queued', 'active', 'closed')),
            outcome text,
            epoch bigint not null,
            schema int not null,
            inbox bigint not null default 0,
            started_at timestamptz not null,
            started_ticks smallint not null default 0
        ) with (fillfactor = 70);
        create unique index rollout_active on {schema}.rollout (application) where standing = 'active';
        create index rollout_queued on {schema}.rollout (application, number) where standing = 'queued';
        create index rollout_newest on {schema}.rollout (started_at, started_ticks, number);
        create index rollout_newest_of_application on {schema}.rollout (application, started_at, started_ticks, number);

        create table {schema}.rollout_event (
            rollout text collate "C" not null references {schema}.rollout on delete cascade,
            sequence bigint not null,
            event_id text not null,
            epoch bigint not null,
            at timestamptz not null,
            at_ticks smallint not null default 0,
            event json not null,
            primary key (rollout, sequence)
        );

        create table {schema}.inbox (
            rollout text collate "C" not null references {schema}.rollout on delete cascade,
            position bigint not null,
            signal_id text collate "C" not null,
            signal json not null,
            sent_at timestamptz not null default clock_timestamp(),
            primary key (rollout, position),
            unique (rollout, signal_id)
        );

        create table {schema}.start_key (
            application text collate "C" not null,
            key text collate "C" not null,
            rollout text collate "C" not null references {schema}.rollout on delete cascade,
            primary key (application, key)
        );
        create index start_key_rollout on {schema}.start_key (rollout);

        create table {schema}.traffic_split (
            application text collate "C" primary key,
            epoch bigint not null,
            intent bigint not null,
            entry json not null,
            written_at timestamptz not null
        );

        create table {schema}.router (
            application text collate "C" not null,
            router text collate "C" not null,
            epoch bigint,
            intent bigint,
            at timestamptz not null,
            valid_for interval,
            primary key (application, router)
        ) with (fillfactor = 70);

        create table {schema}.artifact (
            id bigint primary key generated always as identity,
            owner text collate "C" not null,
            name text collate "C" not null,
            is_whole boolean not null default false,
            parts int not null default 0,
            size bigint not null default 0,
            touched_at timestamptz not null default clock_timestamp()
        ) with (fillfactor = 70);
        create unique index artifact_whole on {schema}.artifact (owner, name) where is_whole;
        create index artifact_unfinished on {schema}.artifact (id) where not is_whole;

        create table {schema}.artifact_chunk (
            artifact bigint not null references {schema}.artifact on delete cascade,
            part int not null,
            content bytea not null,
            primary key (artifact, part)
        );
        alter table {schema}.artifact_chunk alter column content set storage external;

        create table {schema}.notification_cursor (
            subscriber text collate "C" not null,
            rollout text collate "C" not null,
            sequence bigint not null,
            primary key (subscriber, rollout)
        ) with (fillfactor = 70);

        create table {schema}.notification_lease (
            subscriber text collate "C" primary key,
            owner text collate "C" not null,
            expires_at timestamptz not null
        ) with (fillfactor = 70);
        """;
}
