using BlueGreen;

namespace Quickstart;

/// <summary>What the storefront needs besides the plan in Program.cs.</summary>
internal static class StorefrontPlan
{
    /// <summary>The program that a release is: the same for all of them here, told which one to be.</summary>
    public static Command Command { get; } =
        Command.Run("dotnet", Path.Combine(AppContext.BaseDirectory, "storefront", "Storefront.dll"), "--release", ReleaseToken.Version);

    /// <summary>An application's first rollout has no blue to return to and nothing to compare with: deploy, look, open.</summary>
    public static RolloutPlan First(Shop shop) => new RolloutBuilder("storefront")
        .Environment(shop.Environment)
        .Traffic(shop.Router)
        .Health(Probe.Get("health", "/health"))
        .WithoutTriggers("nobody visits the storefront before it opens")
        .DeployGreen()
        .ProbeGreen()
        .ShiftTo(Percentage.All)
        .Promote()
        .Build();
}
