namespace BlueGreen.Tests.Plans.Misuse;

/// <summary>A plan with mistakes, and every problem that Build() reports for it.</summary>
internal sealed record MisuseCase(string Name, Func<RolloutBuilder> Plan, params string[] Problems)
{
    public static TheoryData<string> Names(IEnumerable<MisuseCase> cases) => new(cases.Select(misuse => misuse.Name));

    public void Check()
    {
        var exception = Assert.Throws<InvalidPlanException>(() => Plan().Build());
        Assert.Equal(Problems, exception.Problems.Select(problem => problem.ToString()));
        Assert.All(Problems, problem => Assert.Contains(problem, exception.Message, StringComparison.Ordinal));
    }
}
