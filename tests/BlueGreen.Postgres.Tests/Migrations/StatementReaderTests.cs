using BlueGreen.Postgres.Migrations.Sql;

namespace BlueGreen.Postgres.Tests.Migrations;

public sealed class StatementReaderTests
{
    [Theory]
    [InlineData("create table t (id int)", "Ordinary")]
    [InlineData("create index concurrently i on t (a)", "BuildIndex")]
    [InlineData("CREATE UNIQUE INDEX /* now */ CONCURRENTLY IF NOT EXISTS \"I\" ON ONLY s.\"T\" (a)", "BuildIndex")]
    [InlineData("create index i on t (a)", "Ordinary")]
    [InlineData("drop index concurrently if exists s.i", "DropIndex")]
    [InlineData("drop index i", "Ordinary")]
    [InlineData("reindex table concurrently t", "Reindex")]
    [InlineData("reindex (verbose, concurrently) index i", "Reindex")]
    [InlineData("reindex index i", "Ordinary")]
    [InlineData("reindex schema s", "Maintenance")]
    [InlineData("alter table p detach partition c concurrently", "DetachPartition")]
    [InlineData("alter table p detach partition c", "Ordinary")]
    [InlineData("vacuum (analyze) t", "Maintenance")]
    [InlineData("alter system set work_mem = '1MB'", "Maintenance")]
    [InlineData("create database d", "Outside")]
    [InlineData("alter type mood add value 'odd'", "Ordinary")]
    [InlineData("refresh materialized view concurrently m", "Ordinary")]
    [InlineData("set search_path = a", "Setting")]
    [InlineData("set local lock_timeout = 0", "Ordinary")]
    [InlineData("set constraints all deferred", "Ordinary")]
    [InlineData("begin", "TransactionControl")]
    [InlineData("COMMIT", "TransactionControl")]
    [InlineData("start transaction", "TransactionControl")]
    [InlineData("prepare p as select 1", "Ordinary")]
    [InlineData("copy t from stdin", "Foreign")]
    [InlineData("copy t from '/data/t.csv'", "Ordinary")]
    [InlineData("\\i other.sql", "Foreign")]
    [InlineData("discard all", "Foreign")]
    [InlineData("deallocate all", "Foreign")]
    [InlineData("deallocate prepare all", "Foreign")]
    [InlineData("deallocate mine", "Ordinary")]
    public void Kinds_are_read(string statement, string kind) => Assert.Equal(kind, StatementReader.Read(statement).Kind.ToString());

    [Theory]
    [InlineData("alter table t add column a int", "t AccessExclusive")]
    [InlineData("alter table if exists only s.\"T\" drop column a", "s.\"T\" AccessExclusive")]
    [InlineData("alter table t validate constraint c", "t ShareUpdateExclusive")]
    [InlineData("alter table t validate constraint c, add column a int", "t AccessExclusive")]
    [InlineData("alter table t alter column a set statistics 100, alter b set statistics 5", "t ShareUpdateExclusive")]
    [InlineData("alter table t set (fillfactor = 70)", "t ShareUpdateExclusive")]
    [InlineData("alter table t add constraint c foreign key (a, b) references u (x, y) not valid", "t ShareRowExclusive, u ShareRowExclusive")]
    [InlineData("alter table t add column a int references u", "t AccessExclusive, u ShareRowExclusive")]
    [InlineData("alter table t add column a numeric(10, 2), disable trigger x", "t AccessExclusive")]
    [InlineData("alter table t enable trigger x", "t ShareRowExclusive")]
    [InlineData("alter table t attach partition p for values from (1) to (2)", "t ShareUpdateExclusive, p AccessExclusive")]
    [InlineData("create index i on t (a)", "t Share")]
    [InlineData("create table c (id int references u (id), b int references s.v)", "u ShareRowExclusive, s.v ShareRowExclusive")]
    [InlineData("create table c partition of p for values in (1)", "p AccessExclusive")]
    [InlineData("create trigger x before insert or update of a on t for each row execute function f()", "t ShareRowExclusive")]
    [InlineData("drop trigger if exists x on t", "t AccessExclusive")]
    [InlineData("drop table if exists t, s.u cascade", "t AccessExclusive, s.u AccessExclusive")]
    [InlineData("truncate t, only u restart identity", "t AccessExclusive, u AccessExclusive")]
    [InlineData("update t set a = 1", "")]
    public void Locks_are_read(string statement, string locks) =>
        Assert.Equal(locks, string.Join(", ", StatementReader.Read(statement).Targets.Select(target => $"{target.Table} {target.Mode}")));

    [Fact]
    public void An_index_without_a_name_cannot_be_found_again() => Assert.Contains("Name it", StatementReader.Read("create index concurrently on t (a)").Refusal);

    [Fact]
    public void Locks_exclude_each_other_as_postgres_says()
    {
        string[] matrix = ["00000001", "00000011", "00001111", "00011111", "00110111", "00111111", "01111111", "11111111"];
        foreach (var (row, mode) in matrix.Zip(Enum.GetValues<LockMode>()))
        {
            Assert.Equal(row, string.Concat(Enum.GetValues<LockMode>().Select(other => mode.Excludes(other) ? '1' : '0')));
        }
    }
}
