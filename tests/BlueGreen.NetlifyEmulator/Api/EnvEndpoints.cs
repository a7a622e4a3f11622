using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>Environment variables, of a site where the query says <c>site_id</c> and of the team elsewhere.</summary>
internal static class EnvEndpoints
{
    public static void MapEnv(this IEndpointRouteBuilder api, NetlifyWorld world)
    {
        var env = api.MapGroup("/accounts/{account}/env").AddEndpointFilter(async (context, next) =>
            context.HttpContext.GetRouteValue("account") is string account && (account == world.Account.Slug || account == world.Account.Id) ? await next(context) : ApiError.NotFound);
        env.MapGet("", ([AsParameters] EnvQuery query) => world.Read(() => Results.Ok(EnvPayload.List(world, query))));
        env.MapPost("", (List<EnvRequest> body, string? site_id) => world.Read(() => Create(world, site_id, body)));
        env.MapGet("/{key}", (string key, [AsParameters] EnvQuery query) => world.OnKey(key, query.Site, variable => Results.Ok(EnvPayload.Of(variable, query.Context))));
        env.MapPut("/{key}", (string key, string? site_id, EnvRequest body) => world.OnKey(key, site_id, variable => Replace(world, variable, body, StatusCodes.Status200OK)));
        env.MapPatch("/{key}", (string key, string? site_id, EnvValueRequest body) => world.OnKey(key, site_id, variable => Set(world, variable, body)));
        env.MapDelete("/{key}", (string key, string? site_id) => world.OnKey(key, site_id, variable => Delete(world, variable)));
        env.MapDelete("/{key}/value/{id}", (string key, string id, string? site_id) => world.OnKey(key, site_id, variable => DeleteValue(variable, id)));
        api.MapGet("/sites/{site}/env", (string site) => world.OnSite(site, found => Results.Ok(EnvPayload.List(world, new(null, null, found.Id)))));
    }

    private static IResult OnKey(this NetlifyWorld world, string key, string? site, Func<EnvVariable, IResult> answer) =>
        world.Read(() => Find(world, key, site) is { } variable ? answer(variable) : ApiError.NotFound);

    private static EnvVariable? Find(NetlifyWorld world, string key, string? site) => world.Variables.Find(variable => variable.Key == key && variable.SiteId == site);

    private static IResult Create(NetlifyWorld world, string? site, List<EnvRequest> body)
    {
        if (body.FirstOrDefault(item => item.Key is null || Find(world, item.Key, site) is not null) is { } refused)
        {
            return ApiError.Refused($"Environment variable '{refused.Key}' has no key, or exists already");
        }

        foreach (var item in body)
        {
            var variable = new EnvVariable(item.Key!, site);
            Replace(world, variable, item, StatusCodes.Status201Created);
            world.Variables.Add(variable);
        }

        return Results.Json(body.Select(item => EnvPayload.Of(Find(world, item.Key!, site)!, null)), statusCode: StatusCodes.Status201Created);
    }

    private static IResult Replace(NetlifyWorld world, EnvVariable variable, EnvRequest body, int status)
    {
        variable.Scopes = body.Scopes ?? ["builds", "functions", "runtime", "post_processing"];
        variable.Values = [.. (body.Values ?? []).Select(value => new EnvValue(world.NextId(), value.Value ?? "", value.Context ?? "all", value.ContextParameter))];
        variable.IsSecret = body.IsSecret ?? false;
        variable.UpdatedAt = world.Now;
        return Results.Json(EnvPayload.Of(variable, null), statusCode: status);
    }

    private static IResult Set(NetlifyWorld world, EnvVariable variable, EnvValueRequest body)
    {
        var context = body.Context ?? "all";
        variable.Values.RemoveAll(value => value.Context == context && value.ContextParameter == body.ContextParameter);
        variable.Values.Add(new(world.NextId(), body.Value ?? "", context, body.ContextParameter));
        variable.UpdatedAt = world.Now;
        return Results.Json(EnvPayload.Of(variable, null), statusCode: StatusCodes.Status201Created);
    }

    private static IResult Delete(NetlifyWorld world, EnvVariable variable)
    {
        world.Variables.Remove(variable);
        return Results.NoContent();
    }

    private static IResult DeleteValue(EnvVariable variable, string id) => variable.Values.RemoveAll(value => value.Id == id) > 0 ? Results.NoContent() : ApiError.NotFound;
}
