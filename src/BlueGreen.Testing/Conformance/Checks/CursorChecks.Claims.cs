namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>Which process tells.</summary>
internal static partial class CursorChecks
{
    private const string Claim = "INotificationCursors.ClaimAsync";
    private const string Release = "INotificationCursors.ReleaseAsync";

    private static IEnumerable<CheckDefinition<CursorTrial>> Claims =>
    [
        new("held-is-not-claimed", "The right to tell a subscriber is taken by one owner, and refused to others while it lasts, in every process.", Claim, "Compare owner and expiry in the statement that takes.", HeldIsNotClaimed),
        new("claims-are-per-subscriber", "The right to tell one subscriber says nothing about another.", Claim, "Key by subscriber.", ClaimsArePerSubscriber),
        new("claim-is-prolonged", "The owner's next claim prolongs its right, from then on.", Claim, "Move the expiry from now by the store's clock.", ClaimIsProlonged),
        new("expired-is-claimed", "A right that has expired by the store's clock is taken by another, and its former owner has it no more.", Claim, "Let only the store's clock decide.", ExpiredIsClaimed),
        new("one-claim-of-many", "Of many owners that claim at once, one has the right.", Claim, "Take and compare in one statement.", OneClaimOfMany),
        new("released-is-claimed-at-once", "A right that its owner gave back is taken by another at once.", Release, "Remove the owner's claim.", ReleasedIsClaimed),
        new("release-by-others-is-harmless", "Giving back what somebody else has, or nobody, takes nothing from anybody and is no error.", Release, "Compare the owner when you release.", ReleaseByOthers),
        new("cancelled-claim-does-nothing", "A claim whose token is cancelled already throws OperationCanceledException and takes nothing.", Claim, "Pass the token on.", CancelledClaim),
        new("cancelled-release-does-nothing", "A release whose token is cancelled already throws OperationCanceledException and gives nothing back.", Release, "Pass the token on.", CancelledRelease),
    ];

    private static async Task HeldIsNotClaimed(CursorTrial t)
    {
        var cursors = await t.CreateAsync().ConfigureAwait(false);
        await t.ClaimedAsync(cursors, t.Mail, "host-1").ConfigureAwait(false);
        await t.ClaimedAsync(cursors, t.Mail, "host-2", isTaken: false).ConfigureAwait(false);
        await t.ClaimedAsync(await t.CreateAsync().ConfigureAwait(false), t.Mail, "host-2", isTaken: false).ConfigureAwait(false);
        await t.ClaimedAsync(cursors, t.Mail, "host-1").ConfigureAwait(false);
    }

    private static async Task ClaimsArePerSubscriber(CursorTrial t)
    {
        var cursors = await t.CreateAsync().ConfigureAwait(false);
        await t.ClaimedAsync(cursors, t.Mail, "host-1").ConfigureAwait(false);
        await t.ClaimedAsync(cursors, t.Chat, "host-2").ConfigureAwait(false);
        await t.ReleaseAsync(cursors, t.Chat, "host-2").ConfigureAwait(false);
        await t.ClaimedAsync(cursors, t.Mail, "host-2", isTaken: false).ConfigureAwait(false);
    }

    private static async Task ClaimIsProlonged(CursorTrial t)
    {
        var cursors = await t.CreateAsync().ConfigureAwait(false);
        await t.ClaimedAsync(cursors, t.Mail, "host-1", CursorTrial.Short).ConfigureAwait(false);
        await t.ClaimedAsync(cursors, t.Mail, "host-1").ConfigureAwait(false);
        await t.AdvanceAsync(CursorTrial.Short * 1.5).ConfigureAwait(false);
        await t.ClaimedAsync(cursors, t.Mail, "host-2", isTaken: false).ConfigureAwait(false);
    }

    private static async Task ExpiredIsClaimed(CursorTrial t)
    {
        var cursors = await t.CreateAsync().ConfigureAwait(false);
        await t.ClaimedAsync(cursors, t.Mail, "host-1", CursorTrial.Short).ConfigureAwait(false);
        await t.AdvanceAsync(CursorTrial.Short * 1.5).ConfigureAwait(false);
        await t.ClaimedAsync(await t.CreateAsync().ConfigureAwait(false), t.Mail, "host-2").ConfigureAwait(false);
        await t.ClaimedAsync(cursors, t.Mail, "host-1", isTaken: false).ConfigureAwait(false);
    }

    private static async Task OneClaimOfMany(CursorTrial t)
    {
        var all = new[] { await t.CreateAsync().ConfigureAwait(false), await t.CreateAsync().ConfigureAwait(false) };
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => t.ClaimAsync(all[i % 2], t.Mail, $"host-{i}"), t.Cancellation))).ConfigureAwait(false);
        t.Expect(answers.Count(isTaken => isTaken) == 1, $"{answers.Count(isTaken => isTaken)} of 8 owners were told that they have it");
    }

    private static async Task ReleasedIsClaimed(CursorTrial t)
    {
        var cursors = await t.CreateAsync().ConfigureAwait(false);
        await t.ClaimedAsync(cursors, t.Mail, "host-1").ConfigureAwait(false);
        await t.ReleaseAsync(cursors, t.Mail, "host-1").ConfigureAwait(false);
        await t.ClaimedAsync(await t.CreateAsync().ConfigureAwait(false), t.Mail, "host-2").ConfigureAwait(false);
    }

    private static async Task ReleaseByOthers(CursorTrial t)
    {
        var cursors = await t.CreateAsync().ConfigureAwait(false);
        await t.ReleaseAsync(cursors, t.Mail, "host-1").ConfigureAwait(false);
        await t.ClaimedAsync(cursors, t.Mail, "host-1").ConfigureAwait(false);
        await t.ReleaseAsync(cursors, t.Mail, "host-2").ConfigureAwait(false);
        await t.ReleaseAsync(await t.CreateAsync().ConfigureAwait(false), t.Mail, "host-2").ConfigureAwait(false);
        await t.ClaimedAsync(cursors, t.Mail, "host-2", isTaken: false).ConfigureAwait(false);
    }

    private static async Task CancelledClaim(CursorTrial t)
    {
        var cursors = await t.CreateAsync().ConfigureAwait(false);
        await t.CancelledAsync("ClaimAsync", ct => cursors.ClaimAsync(t.Mail, "host-1", CursorTrial.Long, ct)).ConfigureAwait(false);
        await t.ClaimedAsync(cursors, t.Mail, "host-2").ConfigureAwait(false);
    }

    private static async Task CancelledRelease(CursorTrial t)
    {
        var cursors = await t.CreateAsync().ConfigureAwait(false);
        await t.ClaimedAsync(cursors, t.Mail, "host-1").ConfigureAwait(false);
        await t.CancelledAsync("ReleaseAsync", ct => cursors.ReleaseAsync(t.Mail, "host-1", ct)).ConfigureAwait(false);
        await t.ClaimedAsync(cursors, t.Mail, "host-2", isTaken: false).ConfigureAwait(false);
    }
}
