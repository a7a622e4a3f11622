using AspNetCoreHost.Access;
using BlueGreen;
using BlueGreen.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AspNetCoreHost.Rollouts;

/// <summary>The tool. What is asked of a rollout is accepted here; the rollout's events say whether it was obeyed.</summary>
internal static class RolloutEndpoints
{
    public static void MapRollouts(this IEndpointRouteBuilder app)
    {
        var look = app.MapGroup("/rollouts").RequireAuthorization(Policies.Look);
        look.MapGet("/", (IRolloutClient rollouts, CancellationToken token, bool openOnly = false) => rollouts.ListAsync(new() { OpenOnly = openOnly }, token));
        look.MapGet("/{id}", GetAsync);
        look.MapGet("/{id}/events", EventStream.WatchAsync);
        look.MapGet("/{id}/report", ReportAsync);

        var operate = app.MapGroup("/rollouts").RequireAuthorization(Policies.Operate);
        operate.MapPost("/", StartAsync);
        operate.MapPost("/{id}/pause", (RolloutId id, SteeringRequest request, Actor actor, IRolloutClient rollouts, CancellationToken token) =>
            AcceptAsync(id, rollouts.PauseAsync(id, actor.Name, request.Reason, token)));
        operate.MapPost("/{id}/resume", (RolloutId id, SteeringRequest request, Actor actor, IRolloutClient rollouts, CancellationToken token) =>
            AcceptAsync(id, rollouts.ResumeAsync(id, actor.Name, request.Reason, token)));
        operate.MapPost("/{id}/promote", (RolloutId id, SteeringRequest request, Actor actor, IRolloutClient rollouts, CancellationToken token) =>
            AcceptAsync(id, rollouts.PromoteNowAsync(id, actor.Name, request.Reason, token)));
        operate.MapPost("/{id}/abort", (RolloutId id, SteeringRequest request, Actor actor, IRolloutClient rollouts, CancellationToken token) =>
            AcceptAsync(id, rollouts.AbortAsync(id, actor.Name, request.Reason, token)));
        operate.MapPost("/{id}/rollback", RollBackAsync);

        var approve = app.MapGroup("/rollouts").RequireAuthorization(Policies.Approve);
        approve.MapPost("/{id}/approve", (RolloutId id, ApprovalRequest request, Actor actor, IRolloutClient rollouts, CancellationToken token) =>
            AcceptAsync(id, rollouts.ApproveAsync(id, request.Step, request.Fingerprint, actor.Name, request.Reason, token)));
        approve.MapPost("/{id}/reject", (RolloutId id, ApprovalRequest request, Actor actor, IRolloutClient rollouts, CancellationToken token) =>
            AcceptAsync(id, rollouts.RejectAsync(id, request.Step, request.Fingerprint, actor.Name, request.Reason, token)));

        app.Map("/rollouts/{**rest}", NothingHere);
    }

    /// <summary>What no endpoint takes would go on to the storefront, and the caller's token with it.</summary>
    private static ProblemHttpResult NothingHere(HttpRequest request) => TypedResults.Problem(
        $"The tool does not answer {request.Method} {request.Path}. Bodies of requests are JSON, and say so in Content-Type.", statusCode: StatusCodes.Status404NotFound);

    private static async Task<RolloutPage> GetAsync(RolloutId id, IRolloutClient rollouts, CancellationToken token)
    {
        var status = await rollouts.GetAsync(id, token);
        return new(status, status.Plan.ToString());
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> ReportAsync(RolloutId id, IRolloutStore store, CancellationToken token) =>
        await RolloutRecord.ReadAsync(store, id, token) is { } record
            ? TypedResults.Content(record.ToHtml(), "text/html; charset=utf-8")
            : TypedResults.Problem($"There is no rollout {id} in this store.", statusCode: StatusCodes.Status404NotFound);

    /// <summary>A caller that repeats its request with the same key gets the same rollout.</summary>
    private static async Task<Accepted<RolloutReference>> StartAsync(
        StartRequest request, [FromHeader(Name = "Idempotency-Key")] string? key, Actor actor, IRolloutClient rollouts, CancellationToken token) =>
        Accept(await rollouts.StartAsync(
            request.Plan,
            new Release(request.Version),
            new() { By = actor.Name, Reason = request.Reason, Incident = request.Incident, Key = key },
            token));

    /// <summary>A rollout that has finished is rolled back by another one, which is then what the answer names.</summary>
    private static async Task<Accepted<RolloutReference>> RollBackAsync(
        RolloutId id, RollBackRequest request, Actor actor, IRolloutClient rollouts, CancellationToken token)
    {
        var strategy = request.Strategy == RollBackStrategy.Gradual ? Rollback.Gradual : Rollback.Immediate;
        return Accept(await rollouts.RollBackAsync(id, strategy, actor.Name, request.Reason, request.Incident, request.LossToken, token));
    }

    private static async Task<Accepted<RolloutReference>> AcceptAsync(RolloutId id, Task asking)
    {
        await asking;
        return Accept(id);
    }

    private static Accepted<RolloutReference> Accept(RolloutId id) => TypedResults.Accepted($"/rollouts/{id}", new RolloutReference(id));
}
