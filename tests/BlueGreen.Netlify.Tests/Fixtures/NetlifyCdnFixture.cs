using BlueGreen.Testing.Conformance;

namespace BlueGreen.Netlify.Tests.Fixtures;

/// <summary>A cache that is empty where a purge came after it was filled. The emulator caches nothing; it tells which purges came.</summary>
internal sealed class NetlifyCdnFixture : CdnFixture
{
    private Emulated? _emulated;
    private int? _purgesWhenFilled;

    public override async Task StartAsync(CancellationToken cancellationToken) => _emulated = await Emulated.StartAsync(cancellationToken);

    public override Task<ICdn> CreateAsync(CancellationToken cancellationToken) => Task.FromResult<ICdn>(new NetlifyCdn(_emulated!.Connect()));

    public override Task FillAsync(CancellationToken cancellationToken)
    {
        _purgesWhenFilled = _emulated!.Netlify.Purges.Count;
        return Task.CompletedTask;
    }

    public override Task<bool> IsCachedAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_purgesWhenFilled is { } filled && !_emulated!.Netlify.Purges.Skip(filled).Any(purge => purge.CacheTags is null));

    public override Task<IAsyncDisposable?> TakeAwayAsync(CancellationToken cancellationToken) => Away.BeginAsync(_emulated!.Netlify.Faults);

    public override async ValueTask DisposeAsync()
    {
        if (_emulated is not null)
        {
            await _emulated.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}
