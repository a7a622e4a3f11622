namespace BlueGreen.Analysis;

/// <summary>What evidence says.</summary>
public enum Verdict
{
    /// <summary>It holds: a bake's conditions, or that green is not worse than allowed.</summary>
    Pass,

    /// <summary>It does not hold, beyond what chance explains.</summary>
    Fail,

    /// <summary>There is too little evidence for either.</summary>
    Inconclusive,

    /// <summary>Nothing was observed that could be compared.</summary>
    NoData,
}
