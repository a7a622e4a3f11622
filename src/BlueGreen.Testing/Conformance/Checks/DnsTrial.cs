namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>A trial of a provider of DNS records.</summary>
internal sealed class DnsTrial(DnsFixture fixture, TrialSetting setting) : Trial(fixture, setting)
{
    private long _intent;

    public DnsFixture Fixture => fixture;

    public Task<IDns> CreateAsync() => fixture.CreateAsync(Cancellation);

    public OperationContext Next() => Operation($"point-{++_intent}", _intent, blue: fixture.Blue, green: fixture.Green);

    public Task PointAsync(IDns dns, Deployment target) => PointAsync(dns, target, Next());

    public Task PointAsync(IDns dns, Deployment target, OperationContext operation) =>
        CallAsync($"PointAsync({fixture.Host}, {target}) as {operation.Operation}", ct => dns.PointAsync(fixture.Host, target, operation, ct));

    public async Task ExpectAsync(Deployment target)
    {
        var found = await fixture.ResolveAsync(Cancellation).ConfigureAwait(false);
        Expect(found == target.Url.Host, $"{fixture.Host} points at {found ?? "nothing"}, not at {target.Url.Host}");
    }
}
