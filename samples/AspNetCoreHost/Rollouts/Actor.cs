namespace AspNetCoreHost.Rollouts;

/// <summary>Who asks, as journals will name them: the authenticated caller, never what a request says.</summary>
internal sealed record Actor(string Name)
{
    public static ValueTask<Actor> BindAsync(HttpContext context) =>
        ValueTask.FromResult(new Actor(context.User.Identity?.Name ?? throw new InvalidOperationException("An endpoint with an actor needs RequireAuthorization.")));
}
