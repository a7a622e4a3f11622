namespace BlueGreen.Architecture.Rules;

/// <summary>What may break a rule, each with its reason.</summary>
internal static class Exemptions
{
    /// <summary>Full name of a public class that is neither sealed nor abstract → why it is open.</summary>
    public static readonly Dictionary<string, string> OpenClasses = [];

    /// <summary>Full name of an asynchronous method → why it has another name or no token.</summary>
    public static readonly Dictionary<string, string> AsyncMethods = [];

    /// <summary>Library and symbol → why it may use what is banned elsewhere.</summary>
    public static readonly Dictionary<(string Library, string Symbol), string> WallClock = new()
    {
        [("BlueGreen.Yarp", "Random.Shared")] = "The router draws a release for each user or request; the draw has to be random, not repeatable.",
    };
}
