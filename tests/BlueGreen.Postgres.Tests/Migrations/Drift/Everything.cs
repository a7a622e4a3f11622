namespace BlueGreen.Postgres.Tests.Migrations.Drift;

/// <summary>A schema with one of everything that is compared.</summary>
internal static class Everything
{
    public const string Sql = """
        create extension pg_trgm;
        create schema audit;
        create schema "Odd Name";
        create type mood as enum ('sad', 'it''s ok', 'happy');
        create domain cents as bigint default 0 not null check (value >= 0);
        create type span as range (subtype = float8);
        create type pair as (a int, b text);
        create sequence numbers increment 5 cycle;
        create table customers (
            id bigint generated always as identity primary key, email varchar(200) not null unique, state varchar(10) default 'new' check (state in ('new', 'it''s', 'gone')), feeling mood,
            balance cents, since timestamptz not null default now(), initials text generated always as (left(email, 1)) stored, note text collate "C");
        alter table customers alter note set storage external, alter email set statistics 500;
        create table orders (
            id serial primary key, customer bigint not null references customers on delete cascade deferrable, total numeric(10,2) check (total > 0), during span, lines pair[],
            exclude using gist (during with &&));
        create index orders_total on orders (total desc nulls last) include (customer) where total > 100;
        create index customers_trgm on customers using gin (email gin_trgm_ops);
        create statistics orders_both (dependencies) on customer, total from orders;
        create table audit.log (at timestamptz not null, what jsonb, "Weird ""inner"" column" int) partition by range (at);
        create table audit.log_2026 partition of audit.log for values from ('2026-01-01') to ('2027-01-01');
        create index on audit.log (at);
        create unlogged table "Odd Name"."My.Table" (x int) with (fillfactor = 70);
        create table parent (x int);
        create table child (y int) inherits (parent);
        create view recent as select o.id, o.total, c.email from orders o join customers c on c.id = o.customer where c.state in ('new', 'gone');
        create materialized view totals as select customer, sum(total) as sum from orders group by customer;
        create unique index totals_customer on totals (customer);
        create function touch() returns trigger language plpgsql as $$
        begin

            new.since := now();   
            return new;
        end $$;
        create function plus(a int, b int default 1) returns int language sql immutable return a + b;
        do $do$ begin execute $x$create procedure tidy() language sql begin atomic delete from orders where total is null; delete from customers where id < 0; end$x$; end $do$;
        create aggregate product(int) (sfunc = int4mul, stype = int, initcond = '1');
        create trigger customers_touch before update on customers for each row execute function touch();
        create trigger log_touch after insert on audit.log for each row execute function touch();
        alter table customers disable trigger customers_touch;
        create rule no_delete as on delete to parent do instead nothing;
        alter table customers enable row level security;
        create policy own on customers for select using (email = current_user);
        comment on table customers is 'people';
        grant select on customers to public;
        """;
}
