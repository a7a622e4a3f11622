namespace BlueGreen.Analysis;

/// <summary>A verdict of a sequential test, with the numbers that it rests on and one sentence that says it. It may be asked for at any time and as often as one likes.</summary>
public sealed record Judgement
{
    /// <summary>The verdict. <see cref="Verdict.Fail"/> is final; <see cref="Verdict.Pass"/> gives way to it alone; the others may change with the next observation.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The verdict in one plain sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>What it rests on, in a few words with numbers.</summary>
    public string Observed { get; init; } = "";

    /// <summary>The highest e-value so far: how many times better "green is worse" predicted the observations than "it is not". It reaches 1/α by chance in a share of at most α of all rollouts.</summary>
    public double Evidence { get; init; } = 1;

    /// <summary>The p-value that holds at every look: 1/<see cref="Evidence"/>, at most 1.</summary>
    public double PValue => Math.Min(1, 1 / Evidence);

    /// <summary>α: the share of rollouts of a release that is no worse in which this test may ever say <see cref="Verdict.Fail"/>.</summary>
    public Percentage FalseAlarms { get; init; }

    /// <summary>What blue was seen to do in the windows that were compared.</summary>
    public RequestCounts Blue { get; init; }

    /// <summary>What green was seen to do in the windows that were compared.</summary>
    public RequestCounts Green { get; init; }

    /// <summary>How many times as high green's odds of failing are as blue's, window by window (Mantel and Haenszel's estimate); null where the test does not estimate it, or blue had no error yet.</summary>
    public double? OddsRatio { get; init; }

    /// <summary>About how many more errors, of both sides, <see cref="Verdict.Fail"/> needs if green is as much worse as the summary says; null once decided, or where the test cannot tell.</summary>
    public long? ErrorsToFail { get; init; }

    /// <summary>About how many more errors, of both sides, <see cref="Verdict.Pass"/> needs if green is just as good as blue; null once decided, or where the test cannot pass.</summary>
    public long? ErrorsToPass { get; init; }

    /// <summary>About how many more of green's requests, without an error, <see cref="Verdict.Pass"/> needs by <see cref="Certification.FailingLessThan"/>; null once decided, or where that is not stated.</summary>
    public long? RequestsToPass { get; init; }
}
