namespace BlueGreen.Postgres.Tests.Backups.Comparing;

/// <summary>A database that has something of every kind, some of it odd. Roles are named with the database, since the server has them for all.</summary>
internal static class Everything
{
    /// <param name="role">A role that is made.</param>
    public static string Setup(string role) => $$"""
        create role {{role}};
        create schema wide; create schema ext; alter schema wide owner to {{role}}; grant usage on schema wide to public; comment on schema wide is 'It''s wide';
        create extension pg_trgm schema ext; create extension hstore schema ext; create extension postgres_fdw;
        create type wide.mood as enum ('good', 'so so', 'bad');
        create type wide.place as (street text, "No." int);
        create type wide.span as range (subtype = float8, subtype_diff = float8mi);
        create domain wide.email as varchar(80) default 'nobody@example.org' check (value like '%@%') not null;
        create collation wide.numbers (provider = icu, locale = 'en-u-kn-true', deterministic = false);
        create sequence wide.odd start 7 increment -3 minvalue -100 maxvalue 10 cycle;
        select nextval('wide.odd'); select nextval('wide.odd');
        create sequence wide.fresh;
        create table wide.person (
            id bigint generated always as identity (start 100 increment 5) primary key, name varchar(40) collate "C" not null default 'x' || 'y', mood wide.mood, mail wide.email, home wide.place, born date,
            kind varchar(10) check (kind in ('one', 'two', 'it''s')), tags text[] default array['a', 'b'], doc jsonb, twice int generated always as (length(name) * 2) stored, big text compression pglz, hidden int,
            constraint person_unique unique (name, born) deferrable initially deferred);
        alter table wide.person add constraint person_born check (born > date '1800-01-01') not valid;
        alter table wide.person drop column hidden, alter column name set statistics 400, alter column big set storage external, set (fillfactor = 70, autovacuum_enabled = false);
        insert into wide.person (name, mood, home, kind, doc) select 'p' || i, 'so so', row('Street', i)::wide.place, 'one', '{"a": 1}' from generate_series(1, 50) i;
        create table wide."Order Line" (id serial primary key, person bigint references wide.person on delete cascade deferrable, total numeric(10, 2), at timestamptz default now());
        insert into wide."Order Line" (person, total) select id, 1.5 from wide.person;
        alter table wide."Order Line" alter column person set not null, replica identity full;
        create table wide.parent (a int); create table wide.child (b int) inherits (wide.parent); create unlogged table wide.fast (a int);
        create table wide.event (at date not null, what text) partition by range (at); create table wide.event_2025 partition of wide.event for values from ('2025-01-01') to ('2026-01-01');
        create table wide.event_rest partition of wide.event default; insert into wide.event values ('2025-05-05', 'x'), ('2030-01-01', 'y');
        create index person_lower on wide.person using btree (lower(name) text_pattern_ops) include (born) where kind <> 'two'; create index person_trgm on wide.person using gin (name ext.gin_trgm_ops);
        create unique index person_doc on wide.person (id, name); create index person_born_key on wide.person (born); create unique index event_key on wide.event_2025 (at); alter table wide.person cluster on person_born_key; alter table wide.event_2025 replica identity using index event_key;
        create index event_at on wide.event (at); create statistics wide.person_names (dependencies) on name, born from wide.person;
        create table wide.seat (id int, hall int, primary key (id, hall)) partition by list (hall); create table wide.seat_z partition of wide.seat for values in (2); create table wide.seat_a partition of wide.seat for values in (3);
        create table wide.booking (seat int, hall int, constraint booking_seat foreign key (seat, hall) references wide.seat); create table wide.seat_0 partition of wide.seat for values in (1);
        create view wide.person_view with (security_barrier) as select p.*, (select count(*) from wide."Order Line" l where l.person = p.id) as orders from wide.person p where kind in ('one', 'two') with local check option;
        create materialized view wide.totals as select person, sum(total) as total from wide."Order Line" group by person; create unique index totals_person on wide.totals (person);
        create materialized view wide.later as select 1 as one with no data;
        create function wide.twice(x int default 2, variadic more int[] default '{}') returns int language sql immutable strict parallel safe cost 7 as 'select x * 2';
        create function wide.stamp() returns trigger language plpgsql security definer set search_path = wide as $f$ begin new.name := new.name || '$'; return new; end $f$;
        create procedure wide.proceed(inout x int) language plpgsql as $p$ begin x := x + 1; end $p$;
        create function wide.plus(a wide.place, b wide.place) returns wide.place language sql return a;
        create aggregate wide.longest(text) (sfunc = pg_catalog.text_larger, stype = text);
        create operator wide.~+~ (leftarg = wide.place, rightarg = wide.place, function = wide.plus, commutator = operator(wide.~+~));
        create cast (wide.place as text) with inout as assignment;
        create trigger person_stamp before insert or update of name on wide.person for each row when (new.name <> '') execute function wide.stamp(); alter table wide.person disable trigger person_stamp;
        create constraint trigger person_late after insert on wide.person deferrable initially deferred for each row execute function wide.stamp();
        create rule quiet as on delete to wide.fast do instead nothing;
        alter table wide.person enable row level security; create policy own on wide.person as restrictive for select to {{role}} using (name = current_user); create policy all_of on wide.person using (true) with check (id > 0);
        create function wide.told() returns event_trigger language plpgsql as $e$ begin null; end $e$; create event trigger told on ddl_command_end when tag in ('CREATE TABLE') execute function wide.told();
        create publication wide_pub for table wide."Order Line" with (publish = 'insert');
        create text search dictionary wide.plain (template = simple, stopwords = english); create text search configuration wide.search (copy = simple); alter text search configuration wide.search alter mapping for word with wide.plain;
        create server elsewhere foreign data wrapper postgres_fdw options (host 'nowhere'); create foreign table wide.far (a int) server elsewhere options (table_name 'x');
        alter table wide.person owner to {{role}}; alter function wide.twice owner to {{role}}; alter type wide.mood owner to {{role}}; alter view wide.person_view owner to {{role}};
        grant select (name), update on wide.person to public; grant select, insert on wide."Order Line" to {{role}} with grant option; revoke execute on function wide.twice from public; grant usage on sequence wide.odd to {{role}};
        alter default privileges for role {{role}} in schema wide grant select on tables to public;
        comment on table wide.person is E'two\nlines'; comment on column wide.person.name is 'The name'; comment on index wide.person_lower is 'fast'; comment on function wide.stamp() is 'stamps'; comment on constraint person_born on wide.person is 'old';
        select lo_from_bytea(90001, 'small'); select lo_from_bytea(90002, convert_to(repeat('0123456789', 250000), 'UTF8')); select lo_create(90003); select lo_create(90004); select lo_put(90004, 3000000, 'far');
        alter large object 90002 owner to {{role}}; grant select on large object 90001 to {{role}};
        """;
}
