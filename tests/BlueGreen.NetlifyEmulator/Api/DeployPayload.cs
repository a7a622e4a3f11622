using BlueGreen.NetlifyEmulator.World;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>A deploy as the API tells it, with nulls where the real one has them.</summary>
internal sealed record DeployPayload
{
    public required string Id { get; init; }
    public required string SiteId { get; init; }
    public required string UserId { get; init; }
    public string? BuildId { get; init; }
    public required string State { get; init; }
    public required string Name { get; init; }
    public required string Url { get; init; }
    public required string SslUrl { get; init; }
    public required string AdminUrl { get; init; }
    public required string DeployUrl { get; init; }
    public required string DeploySslUrl { get; init; }
    public bool Draft { get; init; }
    public IReadOnlyList<string>? Required { get; init; }
    public IReadOnlyList<string>? RequiredFunctions { get; init; }
    public IReadOnlyList<string>? RequiredEdgeFunctions { get; init; }
    public string? ErrorMessage { get; init; }
    public string? Branch { get; init; }
    public string? CommitRef { get; init; }
    public string? CommitUrl { get; init; }
    public bool? Skipped { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public string? Title { get; init; }
    public required string Context { get; init; }
    public bool? Locked { get; init; }
    public int? ReviewId { get; init; }
    public string? ReviewUrl { get; init; }
    public string? Framework { get; init; }
    public IReadOnlyList<object> FunctionSchedules { get; init; } = [];
    public required object Links { get; init; }
    public bool ManualDeploy { get; init; }
    public int? DeployTime { get; init; }
    public required IReadOnlyList<object> AvailableFunctions { get; init; }
    public string? DeploySource { get; init; }

    /// <param name="deploy">The deploy.</param>
    /// <param name="hasRequired">Whether what is missing is told: in lists it is not.</param>
    public static DeployPayload Of(Deploy deploy, bool hasRequired = true)
    {
        var site = deploy.Site;
        var isAsked = hasRequired && deploy.State is not (DeployState.New or DeployState.Preparing or DeployState.Error);
        return new()
        {
            Id = deploy.Id,
            SiteId = site.Id,
            UserId = "5f0000000000000000000002",
            State = deploy.State,
            Name = site.Name,
            Url = site.Address,
            SslUrl = site.Address,
            AdminUrl = $"{site.Address}/.admin",
            DeployUrl = deploy.BranchAddress ?? deploy.Permalink,
            DeploySslUrl = deploy.BranchAddress ?? deploy.Permalink,
            Draft = deploy.IsDraft,
            Required = isAsked ? [.. deploy.MissingFiles] : null,
            RequiredFunctions = isAsked ? [.. deploy.MissingFunctions] : null,
            RequiredEdgeFunctions = isAsked ? [] : null,
            ErrorMessage = deploy.ErrorMessage,
            Branch = deploy.Branch,
            CreatedAt = deploy.CreatedAt,
            UpdatedAt = deploy.UpdatedAt,
            PublishedAt = deploy.PublishedAt,
            Title = deploy.Title,
            Context = deploy.Context,
            Locked = deploy.IsLocked ? true : null,
            Framework = deploy.Framework,
            Links = new { Permalink = deploy.Permalink, Alias = deploy.BranchAddress, Branch = (string?)null },
            ManualDeploy = true,
            DeployTime = deploy.State == DeployState.Ready ? (int)(deploy.UpdatedAt - deploy.CreatedAt).TotalSeconds : null,
            AvailableFunctions = [.. deploy.Functions.Select(function => new { N = function.Key, D = function.Value })],
            DeploySource = deploy.Source,
        };
    }
}
