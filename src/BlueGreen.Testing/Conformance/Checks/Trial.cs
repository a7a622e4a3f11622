namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>One check at work: makes calls, keeps what was done, and judges what was seen.</summary>
internal abstract class Trial(ConformanceFixture fixture, TrialSetting setting)
{
    private readonly List<string> _done = [];
    private readonly Lock _gate = new();

    public CancellationToken Cancellation => setting.Cancellation;

    public string Application => fixture.Application;

    /// <summary>The present driver's epoch; the trial may use the 9 above it.</summary>
    public long Epoch => setting.Epoch;

    protected TrialSetting Setting => setting;

    /// <summary>The context of a call. The operation's name is unique to the trial.</summary>
    public OperationContext Operation(string name, long intent, long epoch = 0, string version = "2.0.0", Deployment? blue = null, Deployment? green = null) => new()
    {
        Rollout = new($"conformance-{setting.Epoch}"),
        Application = fixture.Application,
        Step = setting.Rule.Name,
        Operation = new($"c-{setting.Epoch}-{name}"),
        Token = new(setting.Epoch + epoch, intent),
        StartedAt = fixture.Clock.GetUtcNow(),
        Deadline = fixture.Clock.GetUtcNow() + fixture.Patience,
        TimeLeft = fixture.Patience,
        Release = new(version),
        Blue = blue,
        Green = green,
    };

    public async Task<ConformanceResult> JudgeAsync(Func<Task> body)
    {
        try
        {
            await body().ConfigureAwait(false);
            return new(setting.Rule.Name, ConformanceStatus.Passed, null, null);
        }
        catch (TrialEndedException ended)
        {
            return new(setting.Rule.Name, ended.Status, ended.Message, null);
        }
        catch (ConformanceException failure)
        {
            return Failed(failure);
        }
        catch (Exception exception) when (!setting.Cancellation.IsCancellationRequested)
        {
            return Failed(Failure($"{exception.GetType().Name}: {exception.Message}", exception));
        }
    }

    /// <summary>Makes a call that has to succeed.</summary>
    public async Task<T> CallAsync<T>(string what, Func<CancellationToken, Task<T>> call)
    {
        Note(what);
        try
        {
            return await Bounded(call(setting.Cancellation)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (ConformanceException or TrialEndedException) && !setting.Cancellation.IsCancellationRequested)
        {
            throw Failure($"the last call threw {exception.GetType().Name}: {exception.Message}", exception);
        }
    }

    public Task CallAsync(string what, Func<CancellationToken, Task> call) => CallAsync(what, cancellationToken => AsValueAsync(call(cancellationToken)));

    /// <summary>Makes a call that has to be refused, in the way in which providers refuse.</summary>
    public async Task RefusedAsync(string what, Func<CancellationToken, Task> call, bool? isTransient = null)
    {
        Note(what);
        try
        {
            await Bounded(AsValueAsync(call(setting.Cancellation))).ConfigureAwait(false);
        }
        catch (ProviderException refusal)
        {
            Expect(isTransient is null || refusal.IsTransient == isTransient, $"a ProviderException that says it is {(refusal.IsTransient ? "transient" : "permanent")}: {refusal.Message}");
            return;
        }
        catch (Exception exception) when (exception is not ConformanceException && !setting.Cancellation.IsCancellationRequested)
        {
            throw Failure($"{exception.GetType().Name} instead of ProviderException: {exception.Message}", exception);
        }

        throw Failure("no exception");
    }

    /// <summary>Makes a call under a token that is cancelled already.</summary>
    public async Task CancelledAsync(string what, Func<CancellationToken, Task> call)
    {
        Note($"{what} with a cancelled token");
        try
        {
            await Bounded(AsValueAsync(call(new CancellationToken(canceled: true)))).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (Exception exception) when (exception is not ConformanceException)
        {
            throw Failure($"{exception.GetType().Name} instead of OperationCanceledException: {exception.Message}", exception);
        }

        throw Failure("no exception");
    }

    /// <summary>Begins a call and cancels it at once. It may have been faster.</summary>
    public async Task InterruptAsync(string what, Func<CancellationToken, Task> call)
    {
        Note($"{what}, cancelled after it began");
        using var source = CancellationTokenSource.CreateLinkedTokenSource(setting.Cancellation);
        var running = AsValueAsync(call(source.Token));
        await source.CancelAsync().ConfigureAwait(false);
        try
        {
            await Bounded(running).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>Makes a call that may fail, but only with a <see cref="ProviderException"/>.</summary>
    /// <returns>Whether it succeeded.</returns>
    public async Task<bool> TryAsync(string what, Func<CancellationToken, Task> call)
    {
        Note(what);
        try
        {
            await Bounded(AsValueAsync(call(setting.Cancellation))).ConfigureAwait(false);
            return true;
        }
        catch (ProviderException)
        {
            return false;
        }
    }

    public void Expect(bool holds, string seen)
    {
        if (!holds)
        {
            throw Failure(seen);
        }
    }

    public void Note(string what)
    {
        lock (_gate)
        {
            _done.Add(what);
        }
    }

    /// <summary>The rule that every provider has: a name and a version, the same in every process.</summary>
    public static CheckDefinition<TTrial> Identity<TTrial>(Func<TTrial, Task<ProviderIdentity>> identify)
        where TTrial : Trial => new(
        "identity-is-stable", "A provider has a name and a version, the same in every process.", "IProvider.Identity",
        "Derive the identity from what the provider acts on; no process id, time or random part.",
        async t =>
        {
            var first = await identify(t).ConfigureAwait(false);
            var second = await identify(t).ConfigureAwait(false);
            t.Expect(first == second, $"two instances say {first} and {second}");
            t.Expect(!string.IsNullOrWhiteSpace(first.Name) && !string.IsNullOrWhiteSpace(first.Version), $"the identity '{first}' has an empty part");
        });

    /// <summary>Makes what the provider acts on unreachable, or ends the trial as exempted.</summary>
    public async Task<IAsyncDisposable> TakeAwayAsync()
    {
        var away = await fixture.TakeAwayAsync(setting.Cancellation).ConfigureAwait(false) ?? throw Exempt("the fixture does not override TakeAwayAsync");
        Note("made what it acts on unreachable");
        return away;
    }

    /// <summary>What has passed since then by a clock.</summary>
    protected static Func<TimeSpan> Since(TimeProvider clock)
    {
        var begun = clock.GetTimestamp();
        return () => clock.GetElapsedTime(begun);
    }

    public static Exception NotApplicable(string reason) => new TrialEndedException(ConformanceStatus.NotApplicable, reason);

    public static Exception Exempt(string reason) => new TrialEndedException(ConformanceStatus.Exempted, reason);

    public ConformanceException Failure(string seen, Exception? cause = null)
    {
        lock (_gate)
        {
            return new(setting.Provider.Name, setting.Rule, string.Join("; ", _done), seen, cause);
        }
    }

    private ConformanceResult Failed(ConformanceException failure) => new(setting.Rule.Name, ConformanceStatus.Failed, failure.Seen, failure);

    protected async Task<T> Bounded<T>(Task<T> call)
    {
        try
        {
            return await call.WaitAsync(fixture.Patience, fixture.Clock, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!call.IsCompleted)
        {
            throw Failure($"the last call did not return within {fixture.Patience.TotalSeconds} s");
        }
    }

    private static async Task<bool> AsValueAsync(Task call)
    {
        await call.ConfigureAwait(false);
        return true;
    }
}
