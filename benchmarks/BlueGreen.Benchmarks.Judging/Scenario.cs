namespace BlueGreen.Benchmarks.Judging;

/// <summary>A kind of rollout.</summary>
/// <param name="Name">Its name in the results.</param>
/// <param name="IsBad">Whether green is worse, so that it has to be rolled back.</param>
/// <param name="Fill">Simulates one; or, before it, two halves of blue on instances of their own.</param>
internal sealed record Scenario(string Name, bool IsBad, Action<Trace, Sampler, bool> Fill)
{
    public const int Seconds = 1_800;

    /// <summary>How many seconds after its end a second's counts can be read.</summary>
    public int Lag { get; init; }

    /// <summary>When the fault begins.</summary>
    public int Onset { get; init; }

    public static Scenario Good(string name, Action<Trace, Sampler, bool> fill) => new(name, false, fill);

    public static Scenario Bad(string name, Action<Trace, Sampler, bool> fill) => new(name, true, fill);

    /// <summary>Requests divided at random, each failing independently of the others.</summary>
    public static Action<Trace, Sampler, bool> Independent(long perSecond, Func<int, (double Share, double Blue, double Green)> rates) => (trace, sampler, halves) =>
    {
        for (var t = 0; t < trace.Seconds; t++)
        {
            var (share, blue, green) = rates(t);
            var (b, g) = halves ? sampler.Second(perSecond, 0.5, blue, blue) : sampler.Second(perSecond, share, blue, green);
            trace.Set(t, b, g);
        }
    };

    public static Action<Trace, Sampler, bool> Steady(long perSecond, double blue, double green) => Independent(perSecond, _ => (0.1, blue, green));
}
