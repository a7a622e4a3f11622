namespace BlueGreen.Analysis;

/// <summary>What was seen in all windows so far.</summary>
/// <param name="GreenSince">The beginning of the first window in which green had a request; null before that.</param>
/// <param name="Blue">Blue's counts in windows in which both sides had requests.</param>
/// <param name="Green">Green's counts in them.</param>
/// <param name="BlueAlone">Blue's requests in windows in which green had none.</param>
/// <param name="GreenAlone">Green's requests in windows in which blue had none.</param>
/// <param name="Upper">The numerator of Mantel and Haenszel's odds ratio.</param>
/// <param name="Lower">Its denominator.</param>
public readonly record struct ComparedCounts(
    DateTimeOffset? GreenSince, RequestCounts Blue, RequestCounts Green, long BlueAlone, long GreenAlone, double Upper, double Lower)
{
    /// <summary>How many times as high green's odds of failing are as blue's, window by window; null while blue had no error.</summary>
    internal double? OddsRatio => Lower > 0 ? Upper / Lower : null;

    /// <summary>Green's share of the requests that were compared.</summary>
    internal double GreenShare => Green.Requests + Blue.Requests is var all and > 0 ? (double)Green.Requests / all : 0;

    internal ComparedCounts Add(in PairedCounts counts)
    {
        var since = GreenSince ?? (counts.Green.Requests > 0 ? counts.From : null);
        if (!counts.IsComparable)
        {
            return this with { GreenSince = since, BlueAlone = BlueAlone + counts.Blue.Requests, GreenAlone = GreenAlone + counts.Green.Requests };
        }

        var (blue, green) = (counts.Blue, counts.Green);
        double all = blue.Requests + green.Requests;
        return new(
            since,
            new(Blue.Requests + blue.Requests, Blue.Errors + blue.Errors),
            new(Green.Requests + green.Requests, Green.Errors + green.Errors),
            BlueAlone,
            GreenAlone,
            Upper + (green.Errors * (double)(blue.Requests - blue.Errors) / all),
            Lower + (blue.Errors * (double)(green.Requests - green.Errors) / all));
    }
}
