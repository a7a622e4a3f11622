using System.Collections.Immutable;
using BlueGreen.Driving;
using BlueGreen.Execution;
using BlueGreen.Journal;
using BlueGreen.Machine;
using BlueGreen.Operations;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Hosting;

/// <summary>Does what a driver asks for, each request in a task of its own that is owned here, and posts what came of it.</summary>
internal sealed class RequestDispatcher(IRolloutStore store, ProviderCalls calls, Sampler sampler, StoreClock clock, TimeSpan callTimeout, ILogger logger) : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly CallResult NotLeased = CallResult.Failed("the lease ran out before the call began", isTransient: true);

    private readonly Lock _lock = new();
    private readonly HashSet<Task> _running = [];
    private readonly Dictionary<OperationId, CancellationTokenSource> _operations = [];
    private readonly CancellationTokenSource _ended = new();

    private long _leasedUntil;

    private bool HoldsLease => !_ended.IsCancellationRequested && clock.Now.UtcTicks < Interlocked.Read(ref _leasedUntil);

    /// <summary>The lease is held until then, by the store's clock.</summary>
    public void HoldUntil(DateTimeOffset expiresAt) => Interlocked.Exchange(ref _leasedUntil, expiresAt.UtcTicks);

    public void Dispatch(DriverRequest request, Action<DriverInput> post)
    {
        if (request is DriverRequest.Stop stop)
        {
            Stop(stop.Id);
            return;
        }

        var task = DoAsync(request, post);
        if (task.IsCompletedSuccessfully)
        {
            return;
        }

        using (_lock.EnterScope())
        {
            _running.Add(task);
        }

        _ = task.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Cancels what is running and waits for it, a while.</summary>
    /// <returns>Whether all of it has ended.</returns>
    public async Task<bool> EndAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        Task[] running;
        using (_lock.EnterScope())
        {
            running = [.. _running];
        }

        try
        {
            await Task.WhenAll(running).WaitAsync(TimeSpan.FromSeconds(10), clock.HostClock).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            logger.CallsLeftRunning(running.Count(task => !task.IsCompleted));
            return false;
        }
    }

    public void Dispose() => _ended.Dispose();

    private async Task DoAsync(DriverRequest request, Action<DriverInput> post)
    {
        try
        {
            post(await AnswerAsync(request).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !_ended.IsCancellationRequested)
        {
            logger.StoreCallFailed(request.GetType().Name, exception);
            post(Failure(request, exception));
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static DriverInput Failure(DriverRequest request, Exception exception) => request switch
    {
        DriverRequest.Append => new DriverInput.AppendLost(),
        DriverRequest.Load => new DriverInput.LoadFailed(),
        DriverRequest.Perform perform => new DriverInput.Performed(perform.Operation.Id, CallResult.Failed(Guarded.Describe(exception), isTransient: false)),
        DriverRequest.Settle settle => new DriverInput.SettleEnded(settle.Operation.Id, CallResult.Failed(Guarded.Describe(exception), isTransient: true)),
        DriverRequest.ReadSplit read => new DriverInput.SplitRead(read.Number, Observed.Unknown<TrafficSplit>(Guarded.Describe(exception))),
        DriverRequest.ReadLive read => new DriverInput.LiveRead(read.Number, Observed.Unknown<Deployment?>(Guarded.Describe(exception))),
        DriverRequest.ProbeBlue probe => new DriverInput.BlueProbed(probe.Number, []),
        DriverRequest.TakeSample sample => new DriverInput.Sampled(new(sample.At) { Trouble = Guarded.Describe(exception) }),
        _ => new DriverInput.InboxFailed(),
    };

    private async Task<DriverInput> AnswerAsync(DriverRequest request) => request switch
    {
        DriverRequest.Append append => new DriverInput.Appended(await AppendAsync(append.Request).ConfigureAwait(false)),
        DriverRequest.Load load => new DriverInput.Loaded(await AskStoreAsync(ct => store.ReadAsync(load.Rollout, load.After, ct)).ConfigureAwait(false)),
        DriverRequest.ReadInbox inbox => new DriverInput.InboxRead(await AskStoreAsync(ct => store.ReadInboxAsync(inbox.Rollout, inbox.After, ct)).ConfigureAwait(false)),
        DriverRequest.Perform perform => new DriverInput.Performed(perform.Operation.Id, await PerformAsync(perform).ConfigureAwait(false)),
        DriverRequest.Settle settle => new DriverInput.SettleEnded(settle.Operation.Id, await SettleAsync(settle).ConfigureAwait(false)),
        DriverRequest.ReadSplit read => new DriverInput.SplitRead(read.Number, await WithinAsync(read.Context, calls.ReadSplitAsync).ConfigureAwait(false)),
        DriverRequest.ReadLive read => new DriverInput.LiveRead(read.Number, await WithinAsync(read.Context, calls.ReadLiveAsync).ConfigureAwait(false)),
        DriverRequest.ProbeBlue probe => new DriverInput.BlueProbed(probe.Number, await ProbeBlueAsync(probe).ConfigureAwait(false)),
        DriverRequest.TakeSample sample => new DriverInput.Sampled(await SampleAsync(sample).ConfigureAwait(false)),
        _ => throw new InvalidOperationException($"The request {request.GetType().Name} is unknown."),
    };

    private async Task<AppendResult> AppendAsync(AppendRequest request)
    {
        if (!HoldsLease)
        {
            throw new TimeoutException("the lease ran out before the event was sent");
        }

        var sentAt = clock.HostClock.GetTimestamp();
        var result = await AskStoreAsync(ct => store.AppendAsync(request, ct)).ConfigureAwait(false);
        clock.Learn(result.StoreTime, sentAt);
        return result;
    }

    /// <summary>A store that does not answer in time is asked again; what it may have written is looked for.</summary>
    private async Task<T> AskStoreAsync<T>(Func<CancellationToken, Task<T>> ask)
    {
        using var limit = new TimeLimit(callTimeout, clock.HostClock, _ended.Token);
        return await ask(limit.Token).WaitAsync(callTimeout + Grace, clock.HostClock, _ended.Token).ConfigureAwait(false);
    }

    private async Task<CallResult> PerformAsync(DriverRequest.Perform request)
    {
        using var limit = new TimeLimit(request.Context.TimeLeft, clock.HostClock, _ended.Token);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        using (_lock.EnterScope())
        {
            _operations[request.Operation.Id] = stop;
        }

        try
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            if (!HoldsLease)
            {
                return NotLeased;
            }

            var call = calls.PerformAsync(request.Operation, Leased(request.Context), request.State, stop.Token);
            return request.Operation.Operation is ShiftTraffic or MakeLive
                ? await WithinAsync(call, request.Context).ConfigureAwait(false)
                : await call.ConfigureAwait(false);
        }
        finally
        {
            using (_lock.EnterScope())
            {
                _operations.Remove(request.Operation.Id);
            }
        }
    }

    private async Task<CallResult> SettleAsync(DriverRequest.Settle request)
    {
        using var limit = new TimeLimit(request.Context.TimeLeft, clock.HostClock, _ended.Token);
        return !HoldsLease ? NotLeased : await WithinAsync(calls.SettleAsync(request.Operation, Leased(request.Context), request.State, limit.Token), request.Context).ConfigureAwait(false);
    }

    private async Task<Analysis.Sample> SampleAsync(DriverRequest.TakeSample request)
    {
        using var limit = new TimeLimit(request.Context.TimeLeft, clock.HostClock, _ended.Token);
        var sample = sampler.TakeAsync(request.At, request.Since, request.State.Plan, request.Context, limit.Token);
        try
        {
            return await sample.WaitAsync(request.Context.TimeLeft + Grace, clock.HostClock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return new(request.At) { Trouble = $"a source did not end within {request.Context.TimeLeft} although it was cancelled" };
        }
    }

    /// <summary>A prober that does not even end when it is cancelled says nothing about blue.</summary>
    private async Task<ImmutableArray<ProbeResult>> ProbeBlueAsync(DriverRequest.ProbeBlue request)
    {
        using var limit = new TimeLimit(request.Context.TimeLeft, clock.HostClock, _ended.Token);
        try
        {
            return await sampler.ProbeBlueAsync(request.State.Plan, request.Blue, request.Context, limit.Token)
                .WaitAsync(request.Context.TimeLeft + Grace, clock.HostClock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return [];
        }
    }

    private async Task<Observed<T>> WithinAsync<T>(OperationContext context, Func<OperationContext, CancellationToken, Task<Observed<T>>> read)
    {
        using var limit = new TimeLimit(context.TimeLeft, clock.HostClock, _ended.Token);
        try
        {
            return await read(context, limit.Token).WaitAsync(context.TimeLeft + Grace, clock.HostClock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return Observed.Unknown<T>($"the read did not end within {context.TimeLeft} although it was cancelled");
        }
    }

    /// <summary>A call that does not even end when it is cancelled is given up: what it does later is read back.</summary>
    private async Task<CallResult> WithinAsync(Task<CallResult> call, OperationContext context)
    {
        try
        {
            return await call.WaitAsync(context.TimeLeft + Grace, clock.HostClock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return CallResult.Failed($"the call did not end within {context.TimeLeft} although it was cancelled", isTransient: true);
        }
    }

    private OperationContext Leased(OperationContext context) => context with { HoldsLease = () => HoldsLease };

    private void Stop(OperationId id)
    {
        using (_lock.EnterScope())
        {
            if (_operations.TryGetValue(id, out var stop))
            {
                _ = stop.CancelAsync();
            }
        }
    }

    private void Forget(Task task)
    {
        using (_lock.EnterScope())
        {
            _running.Remove(task);
        }
    }
}
