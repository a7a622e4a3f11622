namespace BlueGreen.Analysis;

/// <summary>
/// What blue and green did in the same window: one observation of a test. A window in which one of them had no request says nothing about the other and changes no verdict; a window
/// that nobody measured is simply not handed in.
/// </summary>
/// <param name="From">The window's beginning, not before the end of the window handed in last.</param>
/// <param name="Until">Its end, up to which both sides are counted completely.</param>
/// <param name="Blue">Blue's requests, and those of them that failed.</param>
/// <param name="Green">Green's requests, and those of them that failed.</param>
public readonly record struct PairedCounts(DateTimeOffset From, DateTimeOffset Until, RequestCounts Blue, RequestCounts Green)
{
    /// <summary>Whether both sides had requests.</summary>
    public bool IsComparable => Blue.Requests > 0 && Green.Requests > 0;

    /// <summary>Errors of both sides.</summary>
    public long Errors => Blue.Errors + Green.Errors;
}
