using BlueGreen.Journal;

namespace BlueGreen.Postgres.Journal;

/// <summary>Standings as the database spells them.</summary>
internal static class Standings
{
    public const string Queued = "queued";

    public static RolloutStanding Read(string standing) => standing switch
    {
        Queued => RolloutStanding.Queued,
        "active" => RolloutStanding.Active,
        _ => RolloutStanding.Closed,
    };
}
