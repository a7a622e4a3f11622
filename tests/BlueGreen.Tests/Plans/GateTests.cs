namespace BlueGreen.Tests.Plans;

public sealed class GateTests
{
    private static readonly Deployment Green = new() { Id = new("green"), Version = "2.0.0", Url = new("http://green/") };

    private static readonly OperationContext Operation = new()
    {
        Rollout = new("rollout"),
        Application = "shop",
        Step = "smoke",
        Operation = new("operation"),
        Token = default,
        StartedAt = DateTimeOffset.UnixEpoch,
        Deadline = DateTimeOffset.UnixEpoch,
        TimeLeft = TimeSpan.FromMinutes(1),
        Release = new("2.0.0"),
        Green = Green,
    };

    [Fact]
    public async Task A_gate_is_given_green()
    {
        var result = await RunAsync(Sample.Short().Gate("smoke", (green, _) => Task.FromResult(CheckResult.Pass(green.Url.Host))));

        Assert.Equal(CheckResult.Pass("green"), result);
    }

    [Fact]
    public async Task A_gate_without_a_verdict_passes_when_it_does_not_throw()
    {
        var result = await RunAsync(Sample.Short().Gate("smoke", (_, _) => Task.CompletedTask));

        Assert.Equal(CheckResult.Pass(), result);
    }

    [Fact]
    public async Task A_gate_that_throws_fails_with_its_message()
    {
        var result = await RunAsync(Sample.Short().Gate("smoke", (_, _) => Task.FromException(new InvalidOperationException("The cart is empty."))));

        Assert.Equal(CheckResult.Fail("InvalidOperationException: The cart is empty."), result);
    }

    [Fact]
    public async Task A_cancelled_gate_has_no_verdict()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var plan = Sample.Short().Gate("smoke", (_, cancellationToken) => Task.FromCanceled(cancellationToken)).Build();

        await Assert.ThrowsAsync<TaskCanceledException>(() => plan.Bindings.Checks["smoke"](Operation, cancelled.Token));
    }

    [Fact]
    public async Task A_gate_that_is_asked_before_green_exists_says_so()
    {
        var plan = Sample.Short().Gate("smoke", (_, _) => Task.CompletedTask).Build();

        var exception = await Assert.ThrowsAsync<ProviderException>(
            () => plan.Bindings.Checks["smoke"](Operation with { Green = null }, TestContext.Current.CancellationToken));

        Assert.Contains("'smoke'", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsTransient);
    }

    private static Task<CheckResult> RunAsync(RolloutBuilder plan) => plan.Build().Bindings.Checks["smoke"](Operation, TestContext.Current.CancellationToken);
}
