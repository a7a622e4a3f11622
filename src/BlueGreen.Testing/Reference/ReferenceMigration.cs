namespace BlueGreen.Testing.Reference;

/// <summary>One migration of a <see cref="ReferenceMigrationRunner"/>. Guarded by its lock.</summary>
internal sealed class ReferenceMigration(string name, MigrationPhase phase)
{
    private TaskCompletionSource? _hold;
    private TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _detail;

    public string Name => name;

    public MigrationPhase Phase => phase;

    public MigrationState State { get; private set; }

    public RolloutId? Rollout { get; private set; }

    public OperationId? Operation { get; private set; }

    public bool IsBroken { get; set; }

    public int Runs { get; private set; }

    public Task Waiting => _waiting.Task;

    public MigrationEntry ToEntry() => new() { Name = name, Phase = phase, State = State, Rollout = Rollout, Operation = Operation, Detail = _detail };

    public IDisposable Hold()
    {
        _hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return new Release(_hold);
    }

    /// <summary>Begins the statement; the result completes when it may finish.</summary>
    public Task Begin(OperationContext operation)
    {
        (State, Rollout, Operation, _detail) = (MigrationState.Running, operation.Rollout, operation.Operation, null);
        _waiting.TrySetResult();
        return _hold?.Task ?? Task.CompletedTask;
    }

    /// <exception cref="ProviderException">The migration is broken.</exception>
    public bool Finish()
    {
        if (IsBroken)
        {
            (State, _detail) = (MigrationState.Failed, "its statement failed");
            throw ProviderException.Permanent($"Migration {name} failed: it is broken. Mend it, or revert.");
        }

        (State, Runs) = (MigrationState.Applied, Runs + 1);
        return true;
    }

    public bool Interrupt(string detail)
    {
        (State, _detail) = (MigrationState.Interrupted, detail);
        return true;
    }

    /// <summary>Ends a statement that is running.</summary>
    public bool End() => State == MigrationState.Running && (_hold?.TrySetResult() ?? true);

    public Finding Revert()
    {
        (State, Rollout, Operation, _detail) = (MigrationState.Pending, null, null, null);
        return new(name, true, "reverted");
    }

    private sealed class Release(TaskCompletionSource hold) : IDisposable
    {
        public void Dispose() => hold.TrySetResult();
    }
}
