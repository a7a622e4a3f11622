namespace BlueGreen.Netlify.Snapshots;

/// <summary>What was live.</summary>
internal sealed record DeploymentSnapshot(int Format, string Site, DateTimeOffset TakenAt, Deployment? Live, DateTimeOffset? PublishedAt, string? Branch, string? Context, bool IsLocked);
