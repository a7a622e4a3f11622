using Microsoft.Extensions.Logging;

namespace BlueGreen.Netlify;

/// <summary>Everything that the package logs.</summary>
internal static partial class Log
{
    [LoggerMessage(600, LogLevel.Information, "Site {Site}: deploy {Deploy} was created as '{Title}'")]
    public static partial void DeployCreated(this ILogger logger, string site, string deploy, string title);

    [LoggerMessage(601, LogLevel.Information, "Site {Site}: deploy {Deploy} of an earlier call is taken up as it is, {State}")]
    public static partial void DeployFound(this ILogger logger, string site, string deploy, string state);

    [LoggerMessage(602, LogLevel.Warning, "Site {Site}: deploy {Deploy} is one too many for its operation; it is removed, and {Kept} is kept")]
    public static partial void DeployDoubled(this ILogger logger, string site, string deploy, string kept);

    [LoggerMessage(603, LogLevel.Warning, "Site {Site}: {Problem} It is tried again in {Pause}")]
    public static partial void UploadRepeated(this ILogger logger, string site, string problem, TimeSpan pause);

    [LoggerMessage(604, LogLevel.Warning, "Site {Site}: {Problem} Deploy {Deploy} is looked at again")]
    public static partial void LookedAgain(this ILogger logger, string site, string deploy, string problem);

    [LoggerMessage(605, LogLevel.Information, "Site {Site}: deploy {Deploy} is live")]
    public static partial void Published(this ILogger logger, string site, string deploy);

    [LoggerMessage(606, LogLevel.Information, "DNS zone {Zone}: '{Before}' makes way for '{After}'")]
    public static partial void DnsReplaced(this ILogger logger, string zone, string before, string after);

    [LoggerMessage(607, LogLevel.Information, "Site {Site}: split test {Split} divides traffic as {Weights}")]
    public static partial void SplitSet(this ILogger logger, string site, string split, string weights);

    [LoggerMessage(608, LogLevel.Information, "Site {Site}: split test {Split} was ended")]
    public static partial void SplitEnded(this ILogger logger, string site, string split);

    [LoggerMessage(609, LogLevel.Information, "Site {Site}: '{Operation}' is settled; deploys under its name are refused")]
    public static partial void DeploySettled(this ILogger logger, string site, string operation);
}
