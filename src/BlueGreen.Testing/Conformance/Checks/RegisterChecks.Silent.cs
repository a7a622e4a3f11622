using BlueGreen.Traffic;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>Routers that are not heard of.</summary>
internal static partial class RegisterChecks
{
    private const string Routers = "ITrafficRegister.ReadAcknowledgementsAsync";

    private static IEnumerable<CheckDefinition<RegisterTrial>> Silences =>
    [
        new("silent-routers-are-named", "A router that is not heard of for the lifetime stays listed with its token, as silent, for any process; one that speaks is not silent.", Routers,
            "Age by the register's clock, and drop nobody for being silent: it may still serve.", SilentRoutersAreNamed),
        new("routers-that-have-stopped-are-dropped", "A router is no longer listed once the time for which it said that its acknowledgement holds has passed; one that spoke in time is.", Routers,
            "Keep the time with the router's row, and measure it by the register's clock.", StoppedRoutersAreDropped),
    ];

    private static async Task SilentRoutersAreNamed(RegisterTrial t)
    {
        var register = await t.CreateAsync().ConfigureAwait(false);
        await t.AcknowledgeAsync(register, "a", t.Token(1)).ConfigureAwait(false);
        await PassAsync(t, register, validFor: null).ConfigureAwait(false);
        foreach (var reader in new[] { register, await t.CreateAsync().ConfigureAwait(false) })
        {
            await t.ExpectSilentAsync(reader, "a").ConfigureAwait(false);
            await t.ExpectRoutersAsync(reader, ("a", t.Token(1)), ("b", t.Token(1))).ConfigureAwait(false);
        }
    }

    private static async Task StoppedRoutersAreDropped(RegisterTrial t)
    {
        var register = await t.CreateAsync().ConfigureAwait(false);
        var validFor = t.Fixture.AcknowledgementLifetime;
        await t.AcknowledgeAsync(register, "a", t.Token(1), validFor).ConfigureAwait(false);
        await PassAsync(t, register, validFor).ConfigureAwait(false);
        await t.ExpectRoutersAsync(register, ("b", t.Token(1))).ConfigureAwait(false);
        await t.AcknowledgeAsync(register, "a", null, validFor).ConfigureAwait(false);
        await t.ExpectRoutersAsync(register, ("a", null), ("b", t.Token(1))).ConfigureAwait(false);
    }

    /// <summary>Lets half more than the lifetime pass, while b speaks.</summary>
    private static async Task PassAsync(RegisterTrial t, ITrafficRegister register, TimeSpan? validFor)
    {
        await t.AcknowledgeAsync(register, "b", t.Token(1), validFor).ConfigureAwait(false);
        for (var i = 0; i < 3; i++)
        {
            await t.Fixture.AdvanceAsync(t.Fixture.AcknowledgementLifetime / 2, t.Cancellation).ConfigureAwait(false);
            t.Note("let half the lifetime pass");
            await t.AcknowledgeAsync(register, "b", t.Token(1), validFor).ConfigureAwait(false);
        }
    }
}
