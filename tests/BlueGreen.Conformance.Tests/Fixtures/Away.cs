using BlueGreen.Testing.Reference;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>Takes a reference provider's resource away.</summary>
internal sealed class Away
{
    public ReferenceFaults Faults { get; } = new();

    public Task<IAsyncDisposable?> BeginAsync()
    {
        Faults.IsAway = true;
        return Task.FromResult<IAsyncDisposable?>(new Disposable(() => Faults.IsAway = false));
    }
}
