namespace BlueGreen.Journal;

/// <summary>Which rollouts to list.</summary>
public sealed record RolloutQuery
{
    /// <summary>Only this application's; null for all.</summary>
    public string? Application { get; init; }

    /// <summary>Only this rollout; null for all.</summary>
    public RolloutId? Rollout { get; init; }

    /// <summary>Whether only those that are not closed. Default: no.</summary>
    public bool OpenOnly { get; init; }

    /// <summary>Only those older than this rollout, in the order of the list: the last of one page brings the next. An unknown rollout brings nothing. Null for all.</summary>
    public RolloutId? Before { get; init; }

    /// <summary>How many at most. Default: 100.</summary>
    public int Maximum { get; init; } = 100;
}
