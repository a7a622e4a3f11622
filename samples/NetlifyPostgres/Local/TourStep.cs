namespace NetlifyPostgres.Local;

/// <summary>What was done, and how it ended.</summary>
internal sealed record TourStep(string What, int Expected, int ExitCode);
