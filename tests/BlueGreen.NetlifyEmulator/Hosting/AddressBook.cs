using System.Collections.Concurrent;
using System.Globalization;

namespace BlueGreen.NetlifyEmulator.Hosting;

/// <summary>Which port serves what.</summary>
internal sealed class AddressBook
{
    private readonly ConcurrentDictionary<AddressTarget, Lazy<Task<int>>> _ports = [];
    private readonly ConcurrentDictionary<int, AddressTarget> _targets = [];

    public PortTransport Transport { get; } = new();

    /// <returns>The target's address, the same each time, without a slash at its end.</returns>
    public async Task<string> OpenAsync(AddressTarget target, CancellationToken cancellationToken)
    {
        var port = await _ports.GetOrAdd(target, _ => new(() => Transport.OpenAsync(cancellationToken))).Value;
        _targets[port] = target;
        return string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
    }

    public async Task CloseAsync(AddressTarget target)
    {
        if (_ports.TryRemove(target, out var opening))
        {
            var port = await opening.Value;
            _targets.TryRemove(port, out _);
            await Transport.CloseAsync(port);
        }
    }

    public AddressTarget? Find(int port) => _targets.GetValueOrDefault(port);
}
