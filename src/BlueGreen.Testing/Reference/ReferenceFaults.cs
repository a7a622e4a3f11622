namespace BlueGreen.Testing.Reference;

/// <summary>Trouble that a reference provider is to meet. Thread-safe.</summary>
public sealed class ReferenceFaults
{
    private readonly Lock _gate = new();
    private readonly Queue<Exception> _failures = [];
    private readonly Queue<Exception> _lostAnswers = [];
    private volatile bool _isAway;
    private TaskCompletionSource? _hang;

    /// <summary>Whether what the provider acts on is unreachable: reads answer unknown, writes fail transiently. Default: no.</summary>
    public bool IsAway
    {
        get => _isAway;
        set => _isAway = value;
    }

    /// <summary>Lets the next call fail before it does anything.</summary>
    /// <param name="failure">What it throws.</param>
    public void FailNext(ProviderException failure) => Add(_failures, failure);

    /// <summary>Lets the next call do its work and fail nevertheless, as when an answer is lost.</summary>
    /// <param name="failure">What it throws.</param>
    public void LoseNextAnswer(ProviderException failure) => Add(_lostAnswers, failure);

    /// <summary>Lets calls hang before they do anything, until the result is disposed or they are cancelled.</summary>
    public IDisposable Hang()
    {
        lock (_gate)
        {
            _hang ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return new Release(this, _hang);
        }
    }

    /// <summary>The part before a call's work.</summary>
    internal async Task EnterAsync(string what, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Take(_failures) is { } failure)
        {
            throw failure;
        }

        await HangingAsync(cancellationToken).ConfigureAwait(false);
        if (_isAway)
        {
            throw ProviderException.Transient($"{what} failed: what the reference provider acts on is away. Set ReferenceFaults.IsAway to false.");
        }
    }

    /// <summary>The part after a call's work.</summary>
    internal void Leave()
    {
        if (Take(_lostAnswers) is { } failure)
        {
            throw failure;
        }
    }

    private Task HangingAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _hang is { } hang ? hang.Task.WaitAsync(cancellationToken) : Task.CompletedTask;
        }
    }

    private void Add(Queue<Exception> queue, Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        lock (_gate)
        {
            queue.Enqueue(failure);
        }
    }

    private Exception? Take(Queue<Exception> queue)
    {
        lock (_gate)
        {
            return queue.TryDequeue(out var failure) ? failure : null;
        }
    }

    private sealed class Release(ReferenceFaults faults, TaskCompletionSource hang) : IDisposable
    {
        public void Dispose()
        {
            lock (faults._gate)
            {
                faults._hang = null;
                hang.TrySetResult();
            }
        }
    }
}
