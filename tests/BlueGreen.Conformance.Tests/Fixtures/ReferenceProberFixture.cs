using System.Collections.Immutable;
using BlueGreen.Testing.Conformance;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>The reference prober, told what the kit's paths answer; or what is wrapped around it.</summary>
internal sealed class ReferenceProberFixture(Func<ReferenceHealthProber, IHealthProber>? wrap = null, TimeSpan? patience = null) : HealthProberFixture
{
    private readonly TaskCompletionSource _together = new();
    private readonly ReferenceHealthProber _prober = new();
    private int _waiting;

    public override TimeSpan Patience => patience ?? base.Patience;

    public override Task<IHealthProber> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(wrap?.Invoke(_prober) ?? _prober);

    public override Task<Deployment> ServeAsync(CancellationToken cancellationToken)
    {
        var site = new Deployment { Id = new("site"), Version = "2.0.0", Url = new("http://site.test/") };
        var healthy = ImmutableSortedDictionary<string, string>.Empty.Add("status", "healthy").Add("checks", "3");
        _prober.Answer(site.Url, HealthyPath, new(200) { Details = healthy });
        _prober.Answer(site.Url, UnhealthyPath, new(503));
        _prober.Answer(site.Url, MovedPath, new(302));
        _prober.Answer(site.Url, HangingPath, new(200) { Until = cancelled => Task.Delay(Timeout.Infinite, cancelled) });
        _prober.Answer(site.Url, TogetherPath, new(200) { Until = GatherAsync });
        _prober.Answer(site.Url, ManyPath, new(200) { Details = Enumerable.Range(0, 50).ToImmutableSortedDictionary(i => $"m{i:00}", _ => new string('x', 300)) });
        return Task.FromResult(site);
    }

    private Task GatherAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) == 3)
        {
            _together.SetResult();
        }

        return _together.Task.WaitAsync(cancellationToken);
    }
}
