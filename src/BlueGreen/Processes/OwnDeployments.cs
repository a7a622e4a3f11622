using System.Collections.Immutable;

namespace BlueGreen.Processes;

/// <summary>What one environment has started, by application, and the highest epoch it did so under.</summary>
internal sealed class OwnDeployments
{
    private readonly Lock _gate = new();
    private ImmutableDictionary<string, Share> _shares = ImmutableDictionary.Create<string, Share>(StringComparer.Ordinal);

    public void Add(OperationContext operation, string deployment)
    {
        lock (_gate)
        {
            var share = _shares.GetValueOrDefault(operation.Application) ?? new(operation.Application, 0, []);
            _shares = _shares.SetItem(operation.Application, share with
            {
                Epoch = Math.Max(share.Epoch, operation.Token.Epoch),
                Deployments = share.Deployments.Add(deployment),
            });
        }
    }

    /// <summary>Raises the epoch of an application that something was started for.</summary>
    public void Note(OperationContext operation)
    {
        lock (_gate)
        {
            if (_shares.TryGetValue(operation.Application, out var share) && operation.Token.Epoch > share.Epoch)
            {
                _shares = _shares.SetItem(operation.Application, share with { Epoch = operation.Token.Epoch });
            }
        }
    }

    /// <summary>Hands all of it over, once.</summary>
    public ImmutableArray<Share> Take()
    {
        lock (_gate)
        {
            var taken = _shares.Values.ToImmutableArray();
            _shares = _shares.Clear();
            return taken;
        }
    }

    /// <summary>One application's part.</summary>
    internal sealed record Share(string Application, long Epoch, ImmutableHashSet<string> Deployments);
}
