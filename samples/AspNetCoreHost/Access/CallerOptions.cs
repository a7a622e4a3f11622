using Microsoft.AspNetCore.Authentication;

namespace AspNetCoreHost.Access;

/// <summary>The section <c>Access</c> of the configuration.</summary>
internal sealed class CallerOptions : AuthenticationSchemeOptions
{
    public const int ShortestToken = 32;

    public IList<Caller> Callers { get; set; } = [];

    public bool AreNamed => Callers.All(caller => !string.IsNullOrWhiteSpace(caller.Name));

    public bool HaveTokens => Callers.All(caller => caller.Token.Length >= ShortestToken);

    public bool AreDistinct => Callers.DistinctBy(caller => caller.Name).Count() == Callers.Count && Callers.DistinctBy(caller => caller.Token).Count() == Callers.Count;

    public bool HaveRoles => Callers.All(caller => caller.Roles.Count > 0 && caller.Roles.All(Roles.All.Contains));
}
