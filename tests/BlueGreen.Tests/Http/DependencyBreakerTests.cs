using System.Collections.Concurrent;
using BlueGreen.Http;
using BlueGreen.Http.Breaking;
using Microsoft.Extensions.Time.Testing;
using Polly;
using Polly.CircuitBreaker;

namespace BlueGreen.Tests.Http;

public sealed class DependencyBreakerTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<DependencyBreakerChange> _changes = [];
    private readonly DependencyBreaker _breaker;
    private readonly ResiliencePipeline<int> _pipeline;

    public DependencyBreakerTests()
    {
        _breaker = new("netlify", new() { OnChange = _changes.Add }, _clock);
        _pipeline = new ResiliencePipelineBuilder<int>().AddDependencyBreaker(_breaker).Build();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_failures_in_a_row_open_it_and_four_do_not()
    {
        await FailAsync(4);
        await SucceedAsync(1);
        await FailAsync(4);
        Assert.Equal(DependencyBreakerState.Closed, _breaker.State);

        await FailAsync(1);

        Assert.Equal(DependencyBreakerState.Open, _breaker.State);
        Assert.Equal(TimeSpan.FromSeconds(60), _breaker.RetryAfter);
    }

    [Fact]
    public async Task An_open_one_refuses_with_the_dependencys_name_and_the_time_to_come_back()
    {
        await FailAsync(5);
        _clock.Advance(TimeSpan.FromSeconds(18));

        var asked = false;
        var refusal = await Assert.ThrowsAnyAsync<BrokenCircuitException>(async () => await _pipeline.ExecuteAsync(_ => { asked = true; return ValueTask.FromResult(1); }, Token));

        Assert.False(asked);
        Assert.Equal(TimeSpan.FromSeconds(42), refusal.RetryAfter);
        Assert.Equal("netlify", Assert.IsType<DependencyBrokenException>(refusal).Dependency);
        Assert.Contains("netlify", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("42 s", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_sixty_seconds_three_successes_close_it()
    {
        await FailAsync(5);
        _clock.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromTicks(1));
        Assert.Equal(DependencyBreakerState.Open, _breaker.State);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(DependencyBreakerState.HalfOpen, _breaker.State);

        await SucceedAsync(2);
        Assert.Equal(DependencyBreakerState.HalfOpen, _breaker.State);
        await SucceedAsync(1);

        Assert.Equal(DependencyBreakerState.Closed, _breaker.State);
        Assert.Equal([DependencyBreakerState.Open, DependencyBreakerState.HalfOpen, DependencyBreakerState.Closed], _changes.Select(change => change.To));
    }

    [Fact]
    public async Task A_failure_while_half_open_leaves_it_alone_for_the_full_time_again()
    {
        await FailAsync(5);
        _clock.Advance(TimeSpan.FromSeconds(90));
        await SucceedAsync(2);

        await FailAsync(1);

        Assert.Equal(TimeSpan.FromSeconds(60), _breaker.RetryAfter);
    }

    [Fact]
    public async Task While_half_open_one_call_at_a_time_passes()
    {
        await FailAsync(5);
        _clock.Advance(TimeSpan.FromSeconds(60));
        var answer = new TaskCompletionSource<int>();
        var first = _pipeline.ExecuteAsync(async _ => await answer.Task, Token).AsTask();

        var refusal = await Assert.ThrowsAsync<DependencyBrokenException>(async () => await _pipeline.ExecuteAsync(_ => ValueTask.FromResult(1), Token));
        Assert.Equal(DependencyBreakerState.HalfOpen, refusal.State);
        Assert.Null(refusal.RetryAfter);

        answer.SetResult(1);
        await first;
        await SucceedAsync(2);
        Assert.Equal(DependencyBreakerState.Closed, _breaker.State);
    }

    [Fact]
    public async Task A_call_from_before_the_opening_says_nothing_about_what_comes_after()
    {
        var late = new TaskCompletionSource<int>();
        var old = _pipeline.ExecuteAsync(async _ => await late.Task, Token).AsTask();
        await FailAsync(5);
        _clock.Advance(TimeSpan.FromSeconds(60));
        await SucceedAsync(2);

        late.SetException(new IOException("late"));
        await Assert.ThrowsAsync<IOException>(() => old);

        Assert.Equal(DependencyBreakerState.HalfOpen, _breaker.State);
    }

    [Fact]
    public async Task A_call_that_its_caller_gives_up_counts_for_nothing_and_frees_its_place()
    {
        await FailAsync(5);
        _clock.Advance(TimeSpan.FromSeconds(60));
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var waiting = _pipeline.ExecuteAsync(async token => { await Task.Delay(Timeout.Infinite, token); return 1; }, giveUp.Token).AsTask();

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(DependencyBreakerState.HalfOpen, _breaker.State);
        await SucceedAsync(3);
        Assert.Equal(DependencyBreakerState.Closed, _breaker.State);
    }

    [Fact]
    public async Task A_person_shuts_and_opens_it()
    {
        _breaker.Isolate("maintenance until noon");
        _clock.Advance(TimeSpan.FromHours(5));

        var refusal = await Assert.ThrowsAsync<DependencyBrokenException>(async () => await _pipeline.ExecuteAsync(_ => ValueTask.FromResult(1), Token));
        Assert.Equal(DependencyBreakerState.Isolated, refusal.State);
        Assert.Contains("maintenance until noon", refusal.Message, StringComparison.Ordinal);
        Assert.Null(_breaker.RetryAfter);

        _breaker.Close();
        await SucceedAsync(1);
        Assert.Equal(["Closed→Isolated", "Isolated→Closed"], _changes.Select(change => $"{change.From}→{change.To}"));
    }

    [Fact]
    public async Task Results_count_as_the_caller_says_and_other_exceptions_do_not_count()
    {
        var breaker = new DependencyBreaker("db", new() { Failures = 2 }, _clock);
        var pipeline = new ResiliencePipelineBuilder<int>().AddDependencyBreaker(breaker, outcome => outcome.Result < 0).Build();

        await pipeline.ExecuteAsync(_ => ValueTask.FromResult(-1), Token);
        await Assert.ThrowsAsync<FormatException>(async () => await pipeline.ExecuteAsync(ValueTask<int> (_) => throw new FormatException(), Token));
        Assert.Equal(DependencyBreakerState.Closed, breaker.State);
        await pipeline.ExecuteAsync(_ => ValueTask.FromResult(-1), Token);

        Assert.Equal(DependencyBreakerState.Open, breaker.State);
    }

    [Fact]
    public void All_faults_in_its_settings_are_named_at_once()
    {
        var options = new DependencyBreakerOptions { Failures = 0, Successes = -1, Probes = 1001, OpenFor = TimeSpan.Zero };

        var refused = Assert.Throws<ArgumentException>(() => new DependencyBreaker("netlify", options));

        Assert.All(["netlify", "Failures is 0", "Successes is -1", "Probes is 1001", "OpenFor is 00:00:00"], text => Assert.Contains(text, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Under_load_no_more_probes_pass_than_allowed_and_changes_form_a_chain()
    {
        var changes = new ConcurrentBag<DependencyBreakerChange>();
        var inside = new ConcurrentDictionary<long, int>();
        var most = new ConcurrentDictionary<long, int>();
        var breaker = new DependencyBreaker("shop", new() { Failures = 3, Successes = 4, Probes = 2, OpenFor = TimeSpan.FromMilliseconds(1), OnChange = changes.Add });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            for (var call = 0; call < 5_000; call++)
            {
                if (breaker.TryEnter(out var pass, out _))
                {
                    var now = inside.AddOrUpdate(pass.Period, 1, (_, count) => count + 1);
                    most.AddOrUpdate(pass.Period, now, (_, before) => Math.Max(before, now));
                    await Task.Yield();
                    inside.AddOrUpdate(pass.Period, 0, (_, count) => count - 1);
                    breaker.Leave(pass, random.Next(4) == 0 ? BreakerVerdict.Failure : BreakerVerdict.Success);
                }

                await Task.Yield();
            }
        })));

        var chain = changes.OrderBy(change => change.Number).ToArray();
        Assert.Contains(chain, change => change.To == DependencyBreakerState.HalfOpen);
        Assert.Equal((DependencyBreakerState.Closed, 1), (chain[0].From, chain[0].Number));
        Assert.All(chain.Zip(chain.Skip(1)), pair => Assert.Equal((pair.First.To, pair.First.Number + 1), (pair.Second.From, pair.Second.Number)));
        Assert.All(chain.Where(change => change.To == DependencyBreakerState.HalfOpen), change => Assert.InRange(most.GetValueOrDefault(change.Number), 0, 2));
        Assert.All(chain.Where(change => change.To == DependencyBreakerState.Open), change => Assert.False(most.ContainsKey(change.Number)));
    }

    private async Task FailAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await Assert.ThrowsAsync<IOException>(async () => await _pipeline.ExecuteAsync(ValueTask<int> (_) => throw new IOException("down"), Token));
        }
    }

    private async Task SucceedAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(1, await _pipeline.ExecuteAsync(_ => ValueTask.FromResult(1), Token));
        }
    }
}
