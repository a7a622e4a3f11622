using BlueGreen.Architecture.Rules;

namespace BlueGreen.Architecture;

public sealed class WallClockTests
{
    [Fact]
    public void No_library_reads_the_wall_clock() => Verdict.Holds(Repository.Sources.SelectMany(WallClock.Check));

    [Theory]
    [InlineData("_ = DateTime.Now;", "DateTime.Now")]
    [InlineData("_ = System.DateTimeOffset.UtcNow;", "DateTimeOffset.UtcNow")]
    [InlineData("_ = Environment.TickCount64;", "Environment.TickCount64")]
    [InlineData("_ = Stopwatch.StartNew();", "Stopwatch.StartNew")]
    [InlineData("Thread.Sleep(1);", "Thread.Sleep")]
    [InlineData("_ = Random.Shared.Next();", "Random.Shared")]
    [InlineData("await Task.Delay(wait);", "Task.Delay")]
    [InlineData("await Task.Delay(wait, token);", "Task.Delay")]
    public void The_rule_bites(string statement, string violation) => Verdict.Bites(Check("BlueGreen", statement), violation);

    [Theory]
    [InlineData("using static System.DateTime;")]
    [InlineData("using Now = System.DateTimeOffset;")]
    public void The_rule_bites_on_a_hidden_name(string directive) =>
        Verdict.Bites(WallClock.Check(new SourceFile("BlueGreen", "BlueGreen", "Sample.cs", directive)), directive);

    [Theory]
    [InlineData("await Task.Delay(wait, time, token);")]
    [InlineData("await Task.Delay(wait, this.timeProvider);")]
    [InlineData("// DateTime.Now\n_ = \"DateTime.Now\";")]
    public void The_rule_lets_pass(string statement) => Verdict.Holds(Check("BlueGreen", statement));

    [Fact]
    public void An_exemption_holds_for_its_library_only()
    {
        Verdict.Holds(Check("BlueGreen.Yarp", "_ = Random.Shared.Next();"));
        Verdict.Bites(Check("BlueGreen.Yarp", "_ = DateTime.Now;"), "DateTime.Now");
    }

    private static IEnumerable<string> Check(string library, string statement) =>
        WallClock.Check(new SourceFile(library, library, "Sample.cs", $"class Sample {{ async Task RunAsync() {{ {statement} }} }}"));
}
