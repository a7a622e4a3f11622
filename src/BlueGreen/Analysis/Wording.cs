using System.Globalization;

namespace BlueGreen.Analysis;

/// <summary>Says verdicts in one plain sentence.</summary>
internal static class Wording
{
    public static string Of(Judgement judgement, in ComparedCounts compared, ErrorComparisonOptions options, double worse, bool byShare) => judgement.Verdict switch
    {
        Verdict.Fail => Worse(judgement, options.Margin),
        Verdict.Pass => Text($"Green is good enough: {Both(judgement)}; {(byShare ? Text($"it fails less than {options.Certify!.FailingLessThan} of its requests") : Text($"its odds of failing are below {options.Certify!.Limit.Times:0.##} times blue's"))}, which is wrong in at most {options.Certify.WrongCertifications} of releases."),
        Verdict.NoData => Silent(compared),
        _ => Text($"No verdict yet: {Both(judgement)}; at least about {judgement.ErrorsToFail} more errors would show odds {worse:0.##} times as high{ToPass(judgement)}."),
    };

    public static string Worse(Judgement judgement, Factor margin) => Text(
        $"Green fails more often than blue{(margin.Times > 1 ? Text($" by more than {margin}") : "")}: {Both(judgement)}; so much evidence comes by chance in {Chance(judgement)} of rollouts, {judgement.FalseAlarms} are allowed.");

    public static string Silent(in ComparedCounts compared) =>
        compared is { BlueAlone: 0, GreenAlone: 0 } ? "Nothing to compare: neither blue nor green had a request."
        : compared.BlueAlone == 0 ? Text($"Nothing to compare: green had {compared.GreenAlone} requests, blue none.")
        : compared.GreenAlone == 0 ? Text($"Nothing to compare: blue had {compared.BlueAlone} requests, green none.")
        : Text($"Nothing to compare: green had {compared.GreenAlone} requests and blue {compared.BlueAlone}, but never in the same window.");

    public static string Both(Judgement judgement) => Text($"green failed {Rate(judgement.Green)}, blue {Rate(judgement.Blue)}");

    public static string Chance(Judgement judgement) => judgement.PValue < 1e-6 ? "under 0.0001%" : Text($"at most {judgement.PValue * 100:0.####}%");

    public static string ToText(this TimeSpan time) =>
        time < TimeSpan.FromSeconds(1) ? Text($"{time.TotalMilliseconds:0.###} ms")
        : time < TimeSpan.FromMinutes(2) ? Text($"{time.TotalSeconds:0.###} s") : Text($"{time.TotalMinutes:0.#} min");

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string ToPass(Judgement judgement) => (judgement.ErrorsToPass is { } errors ? Text($", and {errors} that it is as good as blue") : "")
        + (judgement.RequestsToPass is { } requests ? Text($", or {requests:N0} more requests of green without one") : "");

    private static string Rate(RequestCounts counts) => Text($"{counts.Errors} of {counts.Requests:N0} requests ({100.0 * counts.Errors / Math.Max(1, counts.Requests):0.##}%)");
}
