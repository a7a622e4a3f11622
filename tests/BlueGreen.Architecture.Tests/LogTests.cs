using BlueGreen.Architecture.Rules;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Architecture;

public sealed partial class LogTests
{
    [Fact]
    public void Log_methods_live_in_one_class_with_unique_ids() =>
        Verdict.Holds(Repository.Libraries.SelectMany(library => LogMethods.Check(library.Assembly.GetTypes())));

    [Fact]
    public void The_rule_bites() =>
        Verdict.Bites(
            LogMethods.Check([typeof(Log), typeof(Elsewhere), typeof(Second.Log)]),
            "Elsewhere.Started is a log method outside the class Log",
            "Second+Log is a second class Log",
            "Event id 1 is shared by Started and Started",
            "Log.Unnumbered has no event id");

    [Fact]
    public void The_rule_lets_pass() => Verdict.Holds(LogMethods.Check([typeof(Log)]));

    internal static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "started")]
        public static partial void Started(ILogger logger);
    }

    internal static partial class Elsewhere
    {
        [LoggerMessage(1, LogLevel.Information, "started")]
        public static partial void Started(ILogger logger);
    }

    internal static partial class Second
    {
        internal static partial class Log
        {
            [LoggerMessage(LogLevel.Information, "unnumbered")]
            public static partial void Unnumbered(ILogger logger);
        }
    }
}
