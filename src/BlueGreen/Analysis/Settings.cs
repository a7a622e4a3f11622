using System.Collections.Immutable;
using System.Globalization;

namespace BlueGreen.Analysis;

/// <summary>Refuses settings with which a test would not hold what it promises.</summary>
internal static class Settings
{
    public static void Check(ErrorComparisonOptions options)
    {
        Check(options.FalseAlarms, nameof(options.FalseAlarms));
        Check(options.Margin.Times >= 1, nameof(options.Margin), options.Margin.Times, "is not an odds ratio from 1. Pass 1 for no worse than blue");
        CheckOdds(options.OddsRatios, nameof(options.OddsRatios));
        CheckPositive(options.Horizon, nameof(options.Horizon));
        Check(options.Tempering >= 1 && double.IsFinite(options.Tempering), nameof(options.Tempering), options.Tempering, "is below 1, which would invent evidence. Pass 1 for none");
        if (options.WarmUp is { } warmUp)
        {
            CheckPositive(warmUp.Duration, nameof(options.WarmUp));
            Check(warmUp.Margin.Times >= options.Margin.Times, nameof(options.WarmUp), warmUp.Margin.Times, "is below the margin that holds afterwards. Pass a higher one, or no warm-up");
        }

        if (options.Certify is { } certify)
        {
            Check(certify.WrongCertifications, nameof(options.Certify));
            Check(certify.Limit.Times > 1, nameof(options.Certify), certify.Limit.Times, "is not above 1: that green is as good as blue can never be shown. Pass 2, or 1.5");
            if (certify.FailingLessThan is { } share)
            {
                Check(share, nameof(certify.FailingLessThan));
            }
        }
    }

    public static void Check(LatencyComparisonOptions options)
    {
        Check(options.FalseAlarms, nameof(options.FalseAlarms));
        Check(options.Margin.Times >= 1, nameof(options.Margin), options.Margin.Times, "is not an odds ratio from 1. Pass 1 for no slower than blue");
        CheckOdds(options.OddsRatios, nameof(options.OddsRatios));
        CheckPositive(options.Horizon, nameof(options.Horizon));
        if (options.WarmUp is { } warmUp)
        {
            CheckPositive(warmUp.Duration, nameof(options.WarmUp));
            Check(warmUp.Margin.Times >= options.Margin.Times, nameof(options.WarmUp), warmUp.Margin.Times, "is below the margin that holds afterwards. Pass a higher one, or no warm-up");
        }

        if (options.CutPoints.IsDefaultOrEmpty)
        {
            throw new ArgumentException("There is no cut point. Take those of LatencyComparisonOptions.CutPointsOf, or name the times beyond which a request is slow.", nameof(options));
        }
    }

    public static void Check(Percentage share, string name)
    {
        if (share.Fraction is not (> 0 and < 1))
        {
            throw new ArgumentException($"{name} is {share}; a test that is never or always wrong says nothing. Pass 1%, or up to 10%.", name);
        }
    }

    public static void CheckPositive(TimeSpan time, string name)
    {
        if (time <= TimeSpan.Zero)
        {
            throw new ArgumentException($"{name} is {time.ToText()}; it must be longer than nothing.", name);
        }
    }

    /// <summary>Refuses a checkpoint of another version, or one that was made with other settings.</summary>
    public static void CheckState(int version, string madeWith, string settings)
    {
        if (version != 1)
        {
            throw new ArgumentException($"The checkpoint has version {version}; this package reads version 1. Update the package, or begin the test anew.");
        }

        if (madeWith != settings)
        {
            throw new ArgumentException($"The checkpoint was made with '{madeWith}', the test has '{settings}'. Resume with the same settings, or begin the test anew.");
        }
    }

    public static void CheckOdds(ImmutableArray<Factor> odds, string name)
    {
        if (odds.IsDefaultOrEmpty || odds.Length > ConditionalOdds.Most)
        {
            throw new ArgumentException($"There are {(odds.IsDefault ? 0 : odds.Length)} odds ratios to look for; name 1 to {ConditionalOdds.Most}.", name);
        }

        foreach (var ratio in odds)
        {
            Check(ratio.Times > 1, name, ratio.Times, "is not an odds ratio above 1. Name how much worse green is looked for to be, such as 2 and 10");
        }
    }

    private static void Check(bool holds, string name, double value, string rule)
    {
        if (!holds)
        {
            throw new ArgumentException($"{name}: {value.ToString(CultureInfo.InvariantCulture)} {rule}.", name);
        }
    }
}
