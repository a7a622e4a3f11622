using BlueGreen.Testing.Conformance;
using BlueGreen.Traffic;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>A register in memory, or what is wrapped around it.</summary>
internal sealed class InMemoryRegisterFixture : TrafficRegisterFixture
{
    private readonly FakeTimeProvider _clock = new();
    private readonly InMemoryTrafficRegister _register;
    private readonly Func<InMemoryTrafficRegister, ITrafficRegister>? _wrap;

    public InMemoryRegisterFixture(Func<InMemoryTrafficRegister, ITrafficRegister>? wrap = null)
    {
        _wrap = wrap;
        _register = new(_clock);
    }

    public override TimeSpan AcknowledgementLifetime => InMemoryTrafficRegister.DefaultAcknowledgementLifetime;

    public override Task<ITrafficRegister> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(_wrap?.Invoke(_register) ?? _register);

    public override Task AdvanceAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        _clock.Advance(time);
        return Task.CompletedTask;
    }
}
