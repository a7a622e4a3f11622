using System.Collections.Immutable;

namespace BlueGreen.Analysis;

/// <summary>
/// One budget of false alarms for several tests of the same rollout: it alarms when the mean of their evidence reaches 1/α. The mean of e-processes is one, however much the tests depend on
/// each other, so three tests of 1% each under this roof are wrong in at most 1% of rollouts and not in 3%. The price: a test alone needs as many times the evidence as there are tests.
/// </summary>
/// <remarks>Not safe for several threads.</remarks>
public sealed class SharedFalseAlarms
{
    private readonly Percentage _falseAlarms;
    private readonly ImmutableArray<string> _tests;
    private double _highest;
    private int _strongest;
    private long _looks;

    /// <summary>Begins.</summary>
    /// <param name="falseAlarms">The share of rollouts of a release that is no worse in any respect in which it may ever say <see cref="Verdict.Fail"/>.</param>
    /// <param name="tests">What the tests are about, such as "errors" and "latency"; these and no others throughout.</param>
    /// <exception cref="ArgumentException">There is no test, or the share is 0% or 100%.</exception>
    public SharedFalseAlarms(Percentage falseAlarms, ImmutableArray<string> tests)
    {
        BlueGreen.Analysis.Settings.Check(falseAlarms, nameof(falseAlarms));
        if (tests.IsDefaultOrEmpty)
        {
            throw new ArgumentException("There is no test to share the false alarms. Name what is tested, such as \"errors\".", nameof(tests));
        }

        (_falseAlarms, _tests) = (falseAlarms, tests);
    }

    /// <summary>Goes on from a checkpoint.</summary>
    /// <param name="falseAlarms">The share that it was made with.</param>
    /// <param name="tests">The tests that it was made with.</param>
    /// <param name="state">The checkpoint.</param>
    /// <exception cref="ArgumentException">The checkpoint has another version, or was made with another share or other tests.</exception>
    public SharedFalseAlarms(Percentage falseAlarms, ImmutableArray<string> tests, SharedFalseAlarmsState state)
        : this(falseAlarms, tests)
    {
        ArgumentNullException.ThrowIfNull(state);
        BlueGreen.Analysis.Settings.CheckState(state.Version, state.Settings, Settings);
        (_highest, _strongest, _looks, LogEvidence) = (state.Highest, state.Strongest, state.Looks, state.LogEvidence);
    }

    private SharedFalseAlarms(SharedFalseAlarms other) =>
        (_falseAlarms, _tests, _highest, _strongest, _looks, LogEvidence) = (other._falseAlarms, other._tests, other._highest, other._strongest, other._looks, other.LogEvidence);

    /// <summary>The natural logarithm of the mean evidence as it is now.</summary>
    public double LogEvidence { get; private set; }

    /// <summary>Which test had the most evidence when there was the most of it: its position.</summary>
    public int Strongest => _strongest;

    /// <summary>A budget that knows the same, and goes its own way.</summary>
    internal SharedFalseAlarms Copy() => new(this);

    /// <summary>The verdict now, without its numbers.</summary>
    public Verdict Verdict => _highest >= -Math.Log(_falseAlarms.Fraction) ? Verdict.Fail : _looks == 0 ? Verdict.NoData : Verdict.Inconclusive;

    /// <summary>A checkpoint.</summary>
    public SharedFalseAlarmsState State => new() { Settings = Settings, LogEvidence = LogEvidence, Highest = _highest, Strongest = _strongest, Looks = _looks };

    private string Settings => $"shared {_falseAlarms} by {string.Join('/', _tests)}";

    /// <summary>Takes in where the tests stand, after each window. Allocates nothing.</summary>
    /// <param name="logEvidence">The present <c>LogEvidence</c> of each test, in their order; 0 for one that has seen nothing.</param>
    /// <exception cref="ArgumentException">There are not as many values as tests.</exception>
    public void Observe(params ReadOnlySpan<double> logEvidence)
    {
        if (logEvidence.Length != _tests.Length)
        {
            throw new ArgumentException($"There are {logEvidence.Length} values for {_tests.Length} tests ({string.Join(", ", _tests)}). Hand in one for each, 0 for a test that has seen nothing.", nameof(logEvidence));
        }

        var sum = LogSpace.Zero;
        var strongest = 0;
        for (var i = 0; i < logEvidence.Length; i++)
        {
            sum = LogSpace.Add(sum, logEvidence[i]);
            strongest = logEvidence[i] > logEvidence[strongest] ? i : strongest;
        }

        _looks++;
        LogEvidence = sum - Math.Log(_tests.Length);
        if (LogEvidence > _highest)
        {
            (_highest, _strongest) = (LogEvidence, strongest);
        }
    }

    /// <summary>The verdict now, with its numbers and in a sentence. Counts are those of the tests themselves.</summary>
    public Judgement Judge()
    {
        var judgement = new Judgement { Verdict = Verdict, Summary = "", Evidence = Math.Exp(Math.Min(_highest, 700)), FalseAlarms = _falseAlarms };
        return judgement with
        {
            Summary = judgement.Verdict switch
            {
                Verdict.Fail => $"Green is worse than blue, most of all in {_tests[_strongest]}; so much evidence in {_tests.Length} tests together comes by chance in {Wording.Chance(judgement)} of rollouts, {_falseAlarms} are allowed.",
                Verdict.NoData => $"Nothing to compare: no test of {string.Join(", ", _tests)} has been looked at.",
                _ => $"No verdict yet from {string.Join(", ", _tests)} together.",
            },
        };
    }
}
