using BlueGreen.Testing.Simulation;

namespace BlueGreen.Simulation;

internal static class StandardPlan
{
    public static RolloutPlan Create(Action<RolloutBuilder>? change = null)
    {
        var builder = Roles();
        change?.Invoke(builder);
        return builder.Follow(RolloutProfiles.Standard).Build();
    }

    public static RolloutBuilder Roles()
    {
        var roles = new UncalledRoles();
        return new RolloutBuilder("storefront").Environment(roles).Traffic(roles).Metrics(roles).Health(Probe.Get("up", "/up"));
    }

    /// <param name="badAfterSeconds">From when on green fails a fifth of its requests; negative for never.</param>
    public static Scenario Scenario(int badAfterSeconds) => new()
    {
        Seed = 1,
        Hosts = 2,
        Plan = Create().Description,
        FaultsUntil = TimeSpan.FromMinutes(20),
        World = new()
        {
            Green = badAfterSeconds < 0
                ? [new(TimeSpan.Zero)]
                : [new(TimeSpan.Zero), new(TimeSpan.FromSeconds(badAfterSeconds) + TimeSpan.FromMilliseconds(1)) { Errors = 0.2 }],
        },
    };
}
