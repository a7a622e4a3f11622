using System.Text.Json;
using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>Split tests. There is no way to delete one.</summary>
internal static class SplitEndpoints
{
    public static void MapSplits(this IEndpointRouteBuilder api, NetlifyWorld world)
    {
        api.MapGet("/sites/{site}/traffic_splits", (string site) => world.OnSite(site, found => Results.Ok(found.SplitTests.Select(split => Describe(found, split)))));
        api.MapPost("/sites/{site}/traffic_splits", (string site, SplitRequest body) =>
            world.OnSite(site, found => Change(world, found, new(world.NextId(), found.Id, world.Now), body)));
        api.MapGet("/sites/{site}/traffic_splits/{id}", (string site, string id) => world.OnSplit(site, id, (found, split) => Results.Ok(Describe(found, split))));
        api.MapPut("/sites/{site}/traffic_splits/{id}", (string site, string id, SplitRequest body) =>
            world.OnSplit(site, id, (found, split) => Change(world, found, split, body)));
        api.MapPost("/sites/{site}/traffic_splits/{id}/publish", (string site, string id) => world.OnSplit(site, id, (found, split) => Publish(world, found, split)));
        api.MapPost("/sites/{site}/traffic_splits/{id}/unpublish", (string site, string id) => world.OnSplit(site, id, (_, split) => Unpublish(world, split)));
    }

    private static IResult OnSplit(this NetlifyWorld world, string site, string id, Func<Site, SplitTest, IResult> answer) =>
        world.OnSite(site, found => found.SplitTests.Find(split => split.Id == id) is { } split ? answer(found, split) : ApiError.NotFound);

    private static IResult Change(NetlifyWorld world, Site site, SplitTest split, SplitRequest body)
    {
        var branches = Parse(body.BranchTests);
        if (branches is null || branches.Count < 2)
        {
            return ApiError.Refused("branch_tests must map at least two branches to percentages");
        }

        var deployed = DeployedBranches.Of(site).Select(branch => branch.Branch);
        if (branches.Select(branch => branch.Branch).Except(deployed).FirstOrDefault() is { } unknown)
        {
            return ApiError.Refused($"Branch '{unknown}' is not deployed");
        }

        if (branches.Exists(branch => branch.Percentage is < 0 or > 100) || Math.Abs(branches.Sum(branch => branch.Percentage) - 100) > 0.001)
        {
            return ApiError.Refused("Percentages must add up to 100");
        }

        split.Branches = branches;
        split.UpdatedAt = world.Now;
        if (!site.SplitTests.Contains(split))
        {
            site.SplitTests.Add(split);
        }

        return Results.Json(Describe(site, split), statusCode: StatusCodes.Status201Created);
    }

    private static IResult Publish(NetlifyWorld world, Site site, SplitTest split)
    {
        if (site.SplitTests.Exists(other => other != split && other.IsActive))
        {
            return ApiError.Refused("Another split test is active");
        }

        (split.IsActive, split.UnpublishedAt, split.UpdatedAt) = (true, null, world.Now);
        return Results.NoContent();
    }

    private static IResult Unpublish(NetlifyWorld world, SplitTest split)
    {
        (split.IsActive, split.UnpublishedAt, split.UpdatedAt) = (false, world.Now, world.Now);
        return Results.NoContent();
    }

    private static List<SplitBranch>? Parse(JsonElement tests) =>
        tests.ValueKind == JsonValueKind.Object && tests.EnumerateObject().All(test => test.Value.ValueKind == JsonValueKind.Number)
            ? [.. tests.EnumerateObject().Select(test => new SplitBranch(test.Name, test.Value.GetDouble()))]
            : null;

    private static object Describe(Site site, SplitTest split) => new
    {
        split.Id,
        split.SiteId,
        site.Name,
        Path = "/",
        Branches = split.Branches.Select(branch => new { branch.Branch, branch.Percentage }),
        Active = split.IsActive,
        split.CreatedAt,
        split.UpdatedAt,
        split.UnpublishedAt,
    };

    /// <param name="BranchTests">Branch → percentage.</param>
    private sealed record SplitRequest(JsonElement BranchTests);
}
