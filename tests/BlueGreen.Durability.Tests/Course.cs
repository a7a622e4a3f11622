using System.Collections.Immutable;
using BlueGreen.Events;

namespace BlueGreen.Durability.Tests;

/// <summary>One rollout, and what is done to the hosts that drive it.</summary>
internal sealed record Course
{
    /// <summary>How it must end.</summary>
    public required RolloutOutcome Outcome { get; init; }

    /// <summary>Asks for it.</summary>
    public required Func<World, Task<RolloutId>> Start { get; init; }

    /// <summary>The faults, in the order in which they are met.</summary>
    public required ImmutableArray<Fault> Faults { get; init; }

    /// <summary>What a client does as soon as the first host has been replaced, or, where there is no fault, at once.</summary>
    public Func<World, RolloutId, Task> Meanwhile { get; init; } = (_, _) => Task.CompletedTask;

    public static Course Forward(params ImmutableArray<Fault> faults) => new()
    {
        Outcome = RolloutOutcome.Succeeded,
        Start = world => world.RollOutAsync(world.NextVersion()),
        Faults = faults,
    };

    /// <summary>A release whose defect shows under traffic.</summary>
    public static Course Back(params ImmutableArray<Fault> faults) => new()
    {
        Outcome = RolloutOutcome.RolledBack,
        Start = world => world.RollOutAsync("3.0.0", "--bake", "60"),
        Faults = faults,
    };

    /// <summary>A finished rollout is taken back: blue is started again, gets the traffic, and is made live.</summary>
    public static Course Return(RolloutId finished, params ImmutableArray<Fault> faults) => new()
    {
        Outcome = RolloutOutcome.RolledBack,
        Start = world => world.Client.RollBackAsync(finished, Rollback.Immediate, "ann", "users complain", cancellationToken: TestContext.Current.CancellationToken),
        Faults = faults,
    };

    /// <summary>Somebody who watches approves.</summary>
    public static Course Approved(params ImmutableArray<Fault> faults) => new()
    {
        Outcome = RolloutOutcome.Succeeded,
        Start = world => world.RollOutAsync(world.NextVersion(), "--approval"),
        Faults = faults,
        Meanwhile = async (world, id) =>
        {
            await world.UntilAsync<ApprovalRequested>(id);
            using var console = world.Start("approve", id.Value);
            Assert.True(await console.EndAsync(TestContext.Current.CancellationToken) == 0, console.Output);
        },
    };
}
