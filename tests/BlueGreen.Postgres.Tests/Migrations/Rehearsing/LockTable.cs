using System.Text.Json;

namespace BlueGreen.Postgres.Tests.Migrations.Rehearsing;

/// <summary>What operations are known to lock, write anew and read from end to end, by the major version of the server.</summary>
internal static class LockTable
{
    public const string Setup = """
        drop schema public cascade;
        create schema public;
        create table customers (id int primary key, name text);
        create table orders (
            id int primary key, customer_id int, total int, note text, code varchar(20), amount numeric(10, 2), placed timestamp,
            state varchar(10) constraint orders_state check (state <> ''), email text);
        create index orders_customer on orders (customer_id);
        create table refunds (id int primary key, order_id int constraint refunds_order references orders);
        create index refunds_order_id on refunds (order_id);
        create table events (at date not null) partition by range (at);
        create table events_1 partition of events for values from ('2020-01-01') to ('2021-01-01');
        create table events_2 (at date not null);
        create materialized view totals as select id, name from customers;
        create unique index totals_id on totals (id);
        create view names as select id, name from customers;
        create domain positive as int check (value > 0);
        create type mood as enum ('glad', 'sad');
        create function nothing() returns trigger language plpgsql as 'begin return new; end';
        create trigger customers_nothing before insert on customers for each row execute function nothing();
        """;

    public static LockTableRow[] Read(int major)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Migrations", "Rehearsing", $"locks.{major}.json");
        Assert.True(File.Exists(path), $"There is no lock table for PostgreSQL {major}: measure one beside that of 15.");
        return JsonSerializer.Deserialize<LockTableRow[]>(File.ReadAllText(path), JsonSerializerOptions.Web)!;
    }
}
