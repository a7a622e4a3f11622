using BlueGreen.Http;
using BlueGreen.Http.Breaking;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Tests.Http;

/// <summary>Any order of calls, outcomes, waits and interventions: the breaker does what the reference does.</summary>
public sealed class BreakerModelTests
{
    private static readonly Gen<(int Failures, int OpenFor, int Successes, int Probes)> Settings =
        Gen.OneOf(Gen.Const((5, 60, 3, 1)), Gen.Select(Gen.Int[1, 4], Gen.Int[1, 60], Gen.Int[1, 4], Gen.Int[1, 3]));

    private static readonly Gen<(int Kind, int Number)> Steps = Gen.Select(
        Gen.Frequency((8, Gen.Const(0)), (4, Gen.Const(1)), (8, Gen.Const(2)), (1, Gen.Const(3)), (3, Gen.Const(4)), (1, Gen.Const(5))), Gen.Int[0, 70]);

    [Fact]
    public void It_does_what_the_reference_does() =>
        Gen.Select(Settings, Steps.Array[0, 80]).Sample((settings, steps) => Run(settings, steps), iter: 20_000);

    private static void Run((int Failures, int OpenFor, int Successes, int Probes) settings, (int Kind, int Number)[] steps)
    {
        var clock = new FakeTimeProvider();
        var options = new DependencyBreakerOptions
        {
            Failures = settings.Failures,
            OpenFor = TimeSpan.FromSeconds(settings.OpenFor),
            Successes = settings.Successes,
            Probes = settings.Probes,
        };
        var breaker = new DependencyBreaker("shop", options, clock);
        var reference = new ReferenceBreaker(settings.Failures, settings.OpenFor, settings.Successes, settings.Probes);
        var underWay = new List<(int Call, BreakerPass Pass)>();

        foreach (var (index, (kind, number)) in steps.Index())
        {
            switch (kind)
            {
                case 0:
                    var admitted = breaker.TryEnter(out var pass, out var refusal);
                    Assert.Equal(reference.Begin(index), admitted);
                    Assert.Equal(reference.RetryAfter, (int?)refusal?.RetryAfter?.TotalSeconds);
                    if (admitted)
                    {
                        underWay.Add((index, pass));
                    }

                    break;
                case < 4 when underWay.Count > 0:
                    var ended = underWay[number % underWay.Count];
                    underWay.Remove(ended);
                    breaker.Leave(ended.Pass, (BreakerVerdict)(3 - kind));
                    reference.End(ended.Call, kind == 3 ? null : kind == 1 ? false : true);
                    break;
                case 4:
                    clock.Advance(TimeSpan.FromSeconds(number));
                    reference.Pass(number);
                    break;
                case 5 when number % 2 == 0:
                    breaker.Isolate("drill");
                    reference.Enter(DependencyBreakerState.Isolated);
                    break;
                case 5:
                    breaker.Close();
                    reference.Enter(DependencyBreakerState.Closed);
                    break;
            }

            Assert.Equal(reference.State, breaker.State);
            Assert.Equal(reference.RetryAfter, (int?)breaker.RetryAfter?.TotalSeconds);
        }
    }
}
