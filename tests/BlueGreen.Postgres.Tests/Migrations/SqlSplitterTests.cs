using BlueGreen.Postgres.Migrations.Sql;
using CsCheck;

namespace BlueGreen.Postgres.Tests.Migrations;

public sealed class SqlSplitterTests
{
    /// <summary>Statements in which a careless splitter stops too early, or goes on too long.</summary>
    private static readonly string[] Whole =
    [
        "select 1",
        "select 'a;b'",
        "select 'it''s; fine'",
        @"select 'no escape \'",
        @"select E'it\'s; fine'",
        @"select e'back\\'",
        "select E'a'\n  'b\\';c'",
        "select E'a' -- not here: '\n 'b\\';c'",
        "select U&'d\\0061t;a'",
        "select B'1', X'1F', N'a;b'",
        "select \"odd;name\" from \"a\"\"b;c\"",
        "select U&\"d\\0061t;a\"",
        "select $$a;b$$",
        "select $tag$a;$$;$other$;b$tag$",
        "select $äö$;$äö$",
        "select a$b$ from t",
        "select $1, $2 from t",
        "do $$begin if true then perform 1; end if; end$$",
        "/* ; /* nested; */ ; */ select 1",
        "select 1 -- not yet; really",
        "select /* a -- b; */ 1",
        "create rule r as on insert to t do also (insert into a values (1); insert into b values (2))",
        "create function f() returns int language sql begin atomic select 1; select 2; end",
        "create or replace function f(x int) returns int begin atomic select case when x > 0 then 1 else case x when 0 then 2 else 3 end end; select 4; end",
        "create procedure p() begin atomic insert into t values (1); insert into t values (2); end",
        "create function f() returns int begin atomic select 1 as case; select t.end from t; end",
        "create function begin_of(x text) returns text language sql as 'select 1; select 2'",
        "select 1::int as \"end\"",
        "insert into t values ('{\"a\": \"b;c\"}')",
        "select 5 -- 'unbalanced\n + 1",
        "select 'a' || /* ' */ 'b;'",
        "select 1 where a <> ';' and b like E'\\\\;'",
    ];

    public static TheoryData<string> Statements => [.. Whole];

    [Theory, MemberData(nameof(Statements))]
    public void A_statement_stays_whole(string statement)
    {
        var pieces = SqlSplitter.Split($"{statement}\n;\nselect 'next'");
        Assert.Equal([$"{statement}", "select 'next'"], pieces.Select(piece => piece.Statement == Trimmed(statement) ? statement : piece.Statement));
    }

    [Fact]
    public void Any_order_of_statements_is_split_at_their_ends() => One(Whole).Array[0, 12].Sample(statements =>
    {
        var pieces = SqlSplitter.Split(string.Concat(statements.Select(statement => $"{statement}\n;")));
        Assert.Equal(statements.Select(Trimmed), pieces.Select(piece => piece.Statement));
    });

    [Fact]
    public void Joined_pieces_are_the_script() => One(
        "'", "\"", ";", "$$", "$a$", "$", "E'", "U&'", "\\", "--", "/*", "*/", "\n", "\r", " ", "(", ")", "begin", "atomic", "end", "case", "create", "function", "as", ".", "x1", "1e5", "é", "\0", "😀")
        .Array[0, 40].Sample(words =>
        {
            var script = string.Concat(words);
            Assert.Equal(script, string.Concat(SqlSplitter.Split(script).Select(piece => piece.Text)));
            Assert.Equal(script, string.Concat(SqlLexer.Read(script).Select(token => token.In(script).ToString())));
        });

    [Theory]
    [InlineData("", 0)]
    [InlineData("  -- nothing\n /* at all; */ ", 0)]
    [InlineData(";;", 0)]
    [InlineData("select 1;", 1)]
    [InlineData("select 1; -- the end", 1)]
    [InlineData("begin; end", 2)]
    public void What_is_no_statement_is_none(string script, int count) => Assert.Equal(count, SqlSplitter.Split(script).Count(piece => !piece.IsBlank));

    [Fact]
    public void Lines_are_those_of_the_first_word()
    {
        var pieces = SqlSplitter.Split("\n-- first\nselect 1;\n\nselect\n2; select 3");
        Assert.Equal([3, 5, 6], pieces.Select(piece => piece.Line));
    }

    [Theory]
    [InlineData("select 'a", "String")]
    [InlineData("select E'a\\'", "String")]
    [InlineData("select \"a", "QuotedIdentifier")]
    [InlineData("do $x$ begin $y$", "DollarString")]
    [InlineData("select 1 /* a /* b */", "BlockComment")]
    public void What_is_not_closed_is_said(string script, string kind) => Assert.Equal(kind, SqlSplitter.Split(script)[0].Unclosed?.Kind.ToString());

    private static Gen<string> One(params string[] of) => Gen.Int[0, of.Length - 1].Select(i => of[i]);

    private static string Trimmed(string statement) => SqlSplitter.Split(statement).Single().Statement;
}
