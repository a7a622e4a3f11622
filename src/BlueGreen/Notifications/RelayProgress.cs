namespace BlueGreen.Notifications;

/// <summary>How far a subscriber has been told of each rollout, for those who wait for it. Thread-safe.</summary>
internal sealed class RelayProgress
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RolloutId, long> _reached = [];
    private readonly List<(RolloutId Rollout, long Sequence, TaskCompletionSource Reached)> _waiting = [];

    public void Reach(RolloutId rollout, long sequence)
    {
        using (_lock.EnterScope())
        {
            _reached[rollout] = sequence;
            _waiting.RemoveAll(waiting => waiting.Rollout == rollout && waiting.Sequence <= sequence && waiting.Reached.TrySetResult());
        }
    }

    public Task WaitAsync(RolloutId rollout, long sequence)
    {
        using (_lock.EnterScope())
        {
            if (_reached.GetValueOrDefault(rollout) >= sequence)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((rollout, sequence, reached));
            return reached.Task;
        }
    }
}
