using BlueGreen.NetlifyEmulator.World;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>Variables as the API tells them. The value of a secret is never told.</summary>
internal static class EnvPayload
{
    public static IReadOnlyList<object> List(NetlifyWorld world, EnvQuery query) =>
    [
        .. world.Variables
            .Where(variable => variable.SiteId == query.Site && (query.Scope is null or "any" || variable.Scopes.Contains(query.Scope)))
            .Where(variable => query.Context is null or "all" || variable.Values.Exists(value => IsOf(value, query.Context)))
            .Select(variable => Of(variable, query.Context)),
    ];

    public static object Of(EnvVariable variable, string? context) => new
    {
        variable.Key,
        variable.Scopes,
        Values = variable.Values.Where(value => context is null or "all" || IsOf(value, context)).Select(value => new
        {
            value.Id,
            Value = variable.IsSecret ? "" : value.Value,
            value.Context,
            value.ContextParameter,
        }),
        variable.IsSecret,
        variable.UpdatedAt,
        UpdatedBy = new { Id = "5f0000000000000000000002", FullName = "Test", Email = "test@example.com", AvatarUrl = "" },
    };

    private static bool IsOf(EnvValue value, string context) => value.Context == "all" || value.Context == context || (value.Context == "branch" && value.ContextParameter == context);
}
