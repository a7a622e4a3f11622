namespace BlueGreen.Postgres.Changes;

/// <summary>What a notification is about. Its text is a letter and a name; what waits for it waits for the topic's name.</summary>
/// <param name="Name">Whom it concerns.</param>
/// <param name="Detail">What they are told.</param>
internal readonly record struct ChangeTopic(string Name, string Detail)
{
    public const string AllInboxes = "i";
    private const char Probing = 'p';

    public static string Channel(string schema) => $"{schema}_changes";

    public static ChangeTopic Journal(RolloutId rollout) => new($"j{rollout}", "");

    public static ChangeTopic Inbox(RolloutId rollout) => new(AllInboxes, rollout.Value);

    public static ChangeTopic Traffic(string application) => new($"t{application}", "");

    public static ChangeTopic Probe(string number) => new($"{Probing}{number}", "");

    public static ChangeTopic Parse(string payload) => payload.StartsWith(AllInboxes, StringComparison.Ordinal) ? new(AllInboxes, payload[1..]) : new(payload, "");
}
