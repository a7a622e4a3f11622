using BlueGreen.Events;

namespace BlueGreen.Analysis.Comparing;

/// <summary>A test of green against blue as a driver keeps it: a value that observing makes another one of.</summary>
internal interface IComparison
{
    /// <summary>What it is about, unique within a rollout.</summary>
    string Name { get; }

    /// <summary>ln E as it is now.</summary>
    double LogEvidence { get; }

    /// <summary>The end of the last window that it saw.</summary>
    DateTimeOffset Until { get; }

    /// <summary>From the first window that it saw to the last one.</summary>
    TimeSpan Elapsed { get; }

    /// <summary>The verdict now, without its numbers.</summary>
    Verdict Verdict { get; }

    IComparison Observe(ComparedSample sample);

    Judgement Judge();

    TestStanding Save();
}
