using BlueGreen;

namespace DurableHost;

/// <summary>What the program ends with.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongArguments = 2;
    public const int Interrupted = 130;

    public static int Of(RolloutOutcome outcome) => outcome switch
    {
        RolloutOutcome.Succeeded => Done,
        RolloutOutcome.RolledBack => 3,
        RolloutOutcome.Frozen => 5,
        _ => 4,
    };
}
