using BlueGreen;

namespace NetlifyPostgres.Tooling;

/// <summary>How the program ends.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongArguments = 2;
    public const int RolledBack = 3;
    public const int Failed = 4;
    public const int Frozen = 5;
    public const int Interrupted = 130;

    public static int Of(RolloutOutcome outcome) => outcome switch
    {
        RolloutOutcome.Succeeded => Done,
        RolloutOutcome.RolledBack => RolledBack,
        RolloutOutcome.Frozen => Frozen,
        _ => Failed,
    };
}
