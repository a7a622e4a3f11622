namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>What every provider of DNS records promises.</summary>
internal static class DnsChecks
{
    private const string Point = "IDns.PointAsync";

    public static IReadOnlyList<CheckDefinition<DnsTrial>> All { get; } =
    [
        Trial.Identity<DnsTrial>(async t => (await t.CreateAsync().ConfigureAwait(false)).Identity),
        new("host-points-where-told", "The host name points at the deployment, and back again.", Point, "Replace the record; do not add another.", PointsWhereTold),
        new("pointing-is-repeatable", "The same operation again, also by another process, leaves the same record.", Point, "Look first, and write where something is missing.", PointingIsRepeatable),
        new("away-is-transient", "A service that does not answer is a transient ProviderException.", Point, "Wrap what the service throws in ProviderException.Transient.", AwayIsTransient),
        new("cancelled-pointing-does-nothing", "Pointing under a token that is cancelled already throws OperationCanceledException and changes nothing.", Point, "Pass the token on.", CancelledPointing),
    ];

    private static async Task PointsWhereTold(DnsTrial t)
    {
        var dns = await t.CreateAsync().ConfigureAwait(false);
        foreach (var target in new[] { t.Fixture.Blue, t.Fixture.Green, t.Fixture.Blue })
        {
            await t.PointAsync(dns, target).ConfigureAwait(false);
            await t.ExpectAsync(target).ConfigureAwait(false);
        }
    }

    private static async Task PointingIsRepeatable(DnsTrial t)
    {
        var operation = t.Next();
        var dns = await t.CreateAsync().ConfigureAwait(false);
        await t.PointAsync(dns, t.Fixture.Green, operation).ConfigureAwait(false);
        await t.PointAsync(dns, t.Fixture.Green, operation).ConfigureAwait(false);
        await t.PointAsync(await t.CreateAsync().ConfigureAwait(false), t.Fixture.Green, operation).ConfigureAwait(false);
        await t.ExpectAsync(t.Fixture.Green).ConfigureAwait(false);
    }

    private static async Task AwayIsTransient(DnsTrial t)
    {
        var dns = await t.CreateAsync().ConfigureAwait(false);
        await using var away = (await t.TakeAwayAsync().ConfigureAwait(false)).ConfigureAwait(false);
        await t.RefusedAsync("PointAsync", ct => dns.PointAsync(t.Fixture.Host, t.Fixture.Green, t.Next(), ct), isTransient: true).ConfigureAwait(false);
    }

    private static async Task CancelledPointing(DnsTrial t)
    {
        var dns = await t.CreateAsync().ConfigureAwait(false);
        await t.PointAsync(dns, t.Fixture.Blue).ConfigureAwait(false);
        await t.CancelledAsync("PointAsync", ct => dns.PointAsync(t.Fixture.Host, t.Fixture.Green, t.Next(), ct)).ConfigureAwait(false);
        await t.ExpectAsync(t.Fixture.Blue).ConfigureAwait(false);
    }
}
