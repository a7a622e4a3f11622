using BlueGreen.Traffic;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>Routers that say goodbye.</summary>
internal static partial class RegisterChecks
{
    private const string Withdraw = "ITrafficRegister.WithdrawAsync";

    private static IEnumerable<CheckDefinition<RegisterTrial>> Withdrawals =>
    [
        new("withdrawn-routers-are-dropped", "A router that withdrew is no longer listed, for any process, and the others still do.", Withdraw, "Remove the router's row.", WithdrawnRoutersAreDropped),
        new("withdrawal-is-repeatable", "Withdrawing again, or a router that the register does not know, is no error.", Withdraw, "Treat what is gone as withdrawn.", WithdrawalIsRepeatable),
        new("withdrawal-is-of-one-application", "A router that withdraws from one application stays with another.", Withdraw, "Remove by application and router.", WithdrawalIsOfOneApplication),
        new("withdrawn-routers-may-come-back", "A router that withdrew is listed again as soon as it acknowledges under the same name.", Withdraw, "Keep nothing about routers that have withdrawn.", WithdrawnMayComeBack),
        new("cancelled-withdrawal-does-nothing", "A withdrawal whose token is cancelled already throws OperationCanceledException and changes nothing.", Withdraw, "Pass the token on.", CancelledWithdrawal),
    ];

    private static async Task WithdrawnRoutersAreDropped(RegisterTrial t)
    {
        var register = await TwoRoutersAsync(t).ConfigureAwait(false);
        await WithdrawAsync(t, register, "b").ConfigureAwait(false);
        await t.ExpectRoutersAsync(register, ("a", t.Token(1))).ConfigureAwait(false);
        await t.ExpectRoutersAsync(await t.CreateAsync().ConfigureAwait(false), ("a", t.Token(1))).ConfigureAwait(false);
    }

    private static async Task WithdrawalIsRepeatable(RegisterTrial t)
    {
        var register = await TwoRoutersAsync(t).ConfigureAwait(false);
        foreach (var router in new[] { "b", "b", "nobody" })
        {
            await WithdrawAsync(t, register, router).ConfigureAwait(false);
        }

        await t.ExpectRoutersAsync(register, ("a", t.Token(1))).ConfigureAwait(false);
    }

    private static async Task WithdrawalIsOfOneApplication(RegisterTrial t)
    {
        var register = await TwoRoutersAsync(t).ConfigureAwait(false);
        await t.CallAsync("AcknowledgeAsync(a) for the other application", ct => register.AcknowledgeAsync(t.Other, "a", t.Token(1), null, ct)).ConfigureAwait(false);
        await t.CallAsync("WithdrawAsync(a) from the other application", ct => register.WithdrawAsync(t.Other, "a", ct)).ConfigureAwait(false);
        await t.ExpectRoutersAsync(register, ("a", t.Token(1)), ("b", t.Token(1))).ConfigureAwait(false);
    }

    private static async Task WithdrawnMayComeBack(RegisterTrial t)
    {
        var register = await TwoRoutersAsync(t).ConfigureAwait(false);
        await WithdrawAsync(t, register, "b").ConfigureAwait(false);
        await t.AcknowledgeAsync(register, "b", null).ConfigureAwait(false);
        await t.ExpectRoutersAsync(register, ("a", t.Token(1)), ("b", null)).ConfigureAwait(false);
    }

    private static async Task CancelledWithdrawal(RegisterTrial t)
    {
        var register = await TwoRoutersAsync(t).ConfigureAwait(false);
        await t.CancelledAsync("WithdrawAsync", ct => register.WithdrawAsync(t.Shop, "b", ct)).ConfigureAwait(false);
        await t.ExpectRoutersAsync(register, ("a", t.Token(1)), ("b", t.Token(1))).ConfigureAwait(false);
    }

    private static async Task<ITrafficRegister> TwoRoutersAsync(RegisterTrial t)
    {
        var register = await t.CreateAsync().ConfigureAwait(false);
        await t.AcknowledgeAsync(register, "a", t.Token(1)).ConfigureAwait(false);
        await t.AcknowledgeAsync(register, "b", t.Token(1)).ConfigureAwait(false);
        return register;
    }

    private static Task WithdrawAsync(RegisterTrial t, ITrafficRegister register, string router) =>
        t.CallAsync($"WithdrawAsync({router})", ct => register.WithdrawAsync(t.Shop, router, ct));
}
