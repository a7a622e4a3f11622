using BlueGreen.Postgres.Migrations;

namespace BlueGreen.Postgres.Tests.Migrations;

public sealed class MigrationSetTests
{
    [Fact]
    public void A_file_tells_the_whole_change()
    {
        var set = MigrationSet.From([new("0007_rename.sql", """
            -- @needs 0003_articles
            -- @expand
            alter table articles add column name text;
            -- @down
            alter table articles drop column name;

            -- @backfill articles as a by id
            update articles a set name = title where ${batch};
            -- @verify
            select count(*) = 0 from articles where name is distinct from title;
            -- @contract
            alter table articles drop column title;
            """), new("0003_articles.sql", "create table articles (id int primary key)")]);
        Assert.Equal(["0003_articles", "0007_rename"], set.Names);
        Assert.Equal(["0003_articles", "0007_rename", "0007_rename.backfill", "0007_rename.verify", "0007_rename.contract"], set.Parts.Select(part => part.Name));
        Assert.Equal("alter table articles drop column name", Assert.Single(set.Parts[1].Down!.Statements).Sql);
        Assert.Equal(3, set.Parts[1].Script!.Statements[0].Line);
        Assert.Equal("articles as a by id", set.Parts[2].Backfill!.ToString());
    }

    [Fact]
    public void Line_endings_and_a_mark_do_not_change_a_checksum()
    {
        string Of(string text) => MigrationSet.From([new("1_a.sql", text)]).Parts[0].Checksum;
        Assert.Equal(Of("select 1;\nselect 2;\n"), Of("\uFEFFselect 1;\r\nselect 2;\r\n\r\n"));
        Assert.NotEqual(Of("select 1;"), Of("select 1; -- said"));
    }

    [Fact]
    public void A_section_that_is_added_later_leaves_the_others_as_they_were()
    {
        var before = MigrationSet.From([new("1_a.sql", "create table a (id int);\n")]);
        var after = MigrationSet.From([new("1_a.sql", "create table a (id int);\n\n-- @contract\ndrop table b;\n")]);
        Assert.Equal(before.Parts[0].Checksum, after.Parts[0].Checksum);
    }

    [Fact]
    public void What_is_needed_comes_first_and_numbers_decide_the_rest()
    {
        var set = MigrationSet.From([new("R_views.sql", "select 1"), new("x/10_b.sql", "select 1"), new("9_a.sql", "-- @needs 10_b\nselect 1"), new("2_c.sql", "select 1"), new("0011_d.sql", "select 1")]);
        Assert.Equal(["2_c", "10_b", "9_a", "0011_d", "R_views"], set.Names);
    }

    [Fact]
    public void Variables_are_put_in_and_their_names_stay_for_people()
    {
        var set = MigrationSet.From([new("1_a.sql", "create role ${who} password '${secret}'")], new Dictionary<string, string> { ["who"] = "app", ["secret"] = "swordfish" });
        Assert.Equal("create role app password 'swordfish'", set.Parts[0].Script!.Statements[0].Sql);
        Assert.DoesNotContain("swordfish", set.Parts[0].Script!.Statements[0].Summary);
        Assert.DoesNotContain("swordfish", set.Parts[0].Script!.Text);
    }

    [Fact]
    public void A_directive_in_a_function_is_none() =>
        Assert.Single(MigrationSet.From([new("1_a.sql", "do $$\nbegin\n-- @contract\nnull; end $$")]).Parts);

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        var thrown = Assert.Throws<InvalidMigrationsException>(() => MigrationSet.From(
        [
            new("notes.sql", "select 1"),
            new("1_a.sql", "-- @frobnicate\nselect 1"),
            new("01_twin.sql", "select 1"),
            new("2_b.sql", "-- @needs 7_nothing\nselect ${missing}"),
            new("3_c.sql", "begin; select 1; commit"),
            new("4_d.sql", "select 'open"),
            new("5_e.sql", "-- @backfill t\nupdate t set a = 1"),
            new("6_f.sql", "-- @contract\ndrop table t;\n-- @down\ncreate table t ()"),
            new("8_g.sql", "-- nothing"),
            new("9_h.sql", "-- @needs 10_i\nselect 1"),
            new("10_i.sql", "-- @needs 9_h\nselect 1"),
            new("11_j.sql", "create index concurrently on t (a)"),
            new("12_k.sql", "-- @verify\nvacuum t"),
            new("13_l.sql", "update t set a = 1 where ${batch}"),
            new("R_m.sql", "-- @contract\nselect 1"),
        ]));
        foreach (var place in new[] { "notes.sql", "1_a.sql:1", "1_a", "2_b.sql:2", "2_b", "3_c.sql:1", "4_d.sql:1", "5_e.sql:1", "6_f.sql:3", "8_g.sql", "9_h", "11_j.sql:1", "12_k.sql:1", "13_l.sql:1", "R_m.sql:1" })
        {
            Assert.Contains(thrown.Problems, problem => problem.Place == place);
        }

        Assert.All(thrown.Problems, problem => Assert.Contains(problem.ToString(), thrown.Message));
    }

    [Fact]
    public void Code_takes_its_place_among_the_scripts()
    {
        var set = MigrationSet.From([new("1_a.sql", "select 1"), new("3_c.sql", "select 1")], null, new MigrationCode("2_b", "1", (_, _, _) => Task.CompletedTask));
        Assert.Equal(["1_a", "2_b", "3_c"], set.Names);
    }
}
