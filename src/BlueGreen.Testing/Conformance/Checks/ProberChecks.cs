namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>What every prober promises.</summary>
internal static class ProberChecks
{
    private const string Ask = "IHealthProber.ProbeAsync";

    public static IReadOnlyList<CheckDefinition<ProberTrial>> All { get; } =
    [
        Trial.Identity<ProberTrial>(async t => (await t.CreateAsync().ConfigureAwait(false)).Identity),
        new("one-result-per-probe", "There is one result per probe, in the order of the probes; none for none.", Ask, "Keep the order when you gather.", OneResultPerProbe),
        new("expected-is-healthy", "An answer with the expected status is healthy, has that status and no reason.", "ProbeStatus.Healthy", "Compare with Probe.ExpectedStatus.", ExpectedIsHealthy),
        new("unexpected-is-unhealthy", "Another status is unhealthy, and the reason says what was expected.", "ProbeStatus.Unhealthy", "Say what was expected and what came.", UnexpectedIsUnhealthy),
        new("redirect-is-its-own-status", "Redirects are not followed.", "Probe.ExpectedStatus", "Turn automatic redirects off.", RedirectIsItsOwnStatus),
        new("unreachable-is-an-error", "A deployment that cannot be reached is a result, not an exception.", "ProbeStatus.Error", "Catch what connecting throws, and answer ProbeStatus.Error with the reason.", UnreachableIsAnError),
        new("silence-is-an-error", "A probe that is not answered within its time is an error; the others of the round keep their results.", "Probe.Timeout", "Give each probe a time limit of its own.", SilenceIsAnError),
        new("probes-run-in-parallel", "All probes of a round are under way at the same time.", Ask, "Start all, then gather.", ProbesRunInParallel),
        new("answers-before-the-deadline", "A deployment that hangs longer than the caller waits is an error in hand before the caller leaves.", "OperationContext.TimeLeft",
            "Shorten a probe's time limit to a little less than OperationContext.TimeLeft.", AnswersBeforeTheDeadline),
        new("details-are-kept", "Top-level members of a JSON answer are kept as text, at most 32 of at most 256 characters.", "ProbeResult.Details", "Cut what is longer.", DetailsAreKept),
        new("named-endpoint-is-asked", "A probe at a named endpoint asks that endpoint; one that the deployment lacks is a permanent ProviderException.", "Probe.Endpoint",
            "Look the endpoint up in Deployment.Endpoints; do not fall back to Deployment.Url.", NamedEndpointIsAsked),
        new("reason-hides-the-query", "A reason, which is kept in the journal, does not show the query of an address.", "ProbeResult.Reason", "Leave user name, password and query out.", ReasonHidesTheQuery),
        new("cancelled-probe-throws", "Probing under a token that is cancelled already throws OperationCanceledException.", Ask, "Pass the token on.", CancelledProbe),
        new("interrupted-probe-throws", "A round that the caller cancels throws OperationCanceledException; it says nothing about the deployment.", Ask,
            "Tell the caller's cancellation from the probe's time limit.", InterruptedProbe),
        new("rounds-at-once", "Thread-safe: many rounds at once get their own results.", "IHealthProber", "Keep nothing about a round in the prober.", RoundsAtOnce),
    ];

    private static readonly TimeSpan Ample = TimeSpan.FromMinutes(1);

    private static Probe Healthy => Probe.Get("healthy", HealthProberFixture.HealthyPath).Within(Ample);

    private static Probe Unhealthy => Probe.Get("unhealthy", HealthProberFixture.UnhealthyPath).Within(Ample);

    private static Probe Moved => Probe.Get("moved", HealthProberFixture.MovedPath).Within(Ample);

    private static Probe Hanging => Probe.Get("hanging", HealthProberFixture.HangingPath);

    private static async Task OneResultPerProbe(ProberTrial t)
    {
        var results = await t.ProbeAsync(Unhealthy, Healthy, Moved).ConfigureAwait(false);
        t.Expect(results.Select(result => result.Probe).SequenceEqual(["unhealthy", "healthy", "moved"]), $"the results are of {string.Join(", ", results.Select(result => result.Probe))}");
        results = await t.ProbeAsync().ConfigureAwait(false);
        t.Expect(results is { IsDefault: false, Length: 0 }, "no probes brought results");
    }

    private static async Task ExpectedIsHealthy(ProberTrial t)
    {
        var results = await t.ProbeAsync(Healthy, Unhealthy.Expecting(503)).ConfigureAwait(false);
        t.Expect(results[0], ProbeStatus.Healthy, 200);
        t.Expect(results[1], ProbeStatus.Healthy, 503);
    }

    private static async Task UnexpectedIsUnhealthy(ProberTrial t)
    {
        var results = await t.ProbeAsync(Unhealthy, Healthy.Expecting(204)).ConfigureAwait(false);
        t.Expect(results[0], ProbeStatus.Unhealthy, 503);
        t.Expect(results[1], ProbeStatus.Unhealthy, 200);
    }

    private static async Task RedirectIsItsOwnStatus(ProberTrial t)
    {
        var results = await t.ProbeAsync(Moved, Moved.Expecting(302)).ConfigureAwait(false);
        t.Expect(results[0], ProbeStatus.Unhealthy, 302);
        t.Expect(results[1], ProbeStatus.Healthy, 302);
    }

    private static async Task UnreachableIsAnError(ProberTrial t)
    {
        using var nobody = new SilentPort();
        var results = await t.ProbeAsync(nobody.Deployment, Healthy).ConfigureAwait(false);
        t.Expect(results[0], ProbeStatus.Error, null);
    }

    private static async Task SilenceIsAnError(ProberTrial t)
    {
        var results = await t.ProbeAsync(Healthy, Hanging.Within(TimeSpan.FromMilliseconds(200)), Unhealthy).ConfigureAwait(false);
        t.Expect(results[0], ProbeStatus.Healthy, 200);
        t.Expect(results[1], ProbeStatus.Error, null);
        t.Expect(results[2], ProbeStatus.Unhealthy, 503);
    }

    private static async Task ProbesRunInParallel(ProberTrial t)
    {
        var together = "abc".Select(name => Probe.Get($"{name}", HealthProberFixture.TogetherPath).Within(Ample));
        foreach (var result in await t.ProbeAsync([.. together]).ConfigureAwait(false))
        {
            t.Expect(result, ProbeStatus.Healthy, 200);
        }
    }

    private static async Task AnswersBeforeTheDeadline(ProberTrial t)
    {
        var prober = await t.CreateAsync().ConfigureAwait(false);
        var target = await t.ServeAsync().ConfigureAwait(false);
        var operation = t.Next() with { TimeLeft = TimeSpan.FromSeconds(1) };
        var results = await t.CallAsync(
            "ProbeAsync with 1 s left of a probe that may take an hour",
            ct => prober.ProbeAsync([Hanging.Within(TimeSpan.FromHours(1))], target, operation, ct)).ConfigureAwait(false);
        t.Expect(results[0], ProbeStatus.Error, null);
    }

    private static async Task DetailsAreKept(ProberTrial t)
    {
        var results = await t.ProbeAsync(Healthy, Probe.Get("many", HealthProberFixture.ManyPath).Within(Ample)).ConfigureAwait(false);
        var (few, many) = (results[0].Details, results[1].Details);
        t.Expect(few.Count == 2 && few.GetValueOrDefault("status") == "healthy" && few.GetValueOrDefault("checks") == "3", $"the details are {string.Join(", ", few)}");
        t.Expect(many.Count is > 0 and <= 32 && many.All(detail => detail.Value.Length <= 256), $"{many.Count} details, the longest of {many.Values.Max(value => value.Length)} characters");
    }

    private static async Task NamedEndpointIsAsked(ProberTrial t)
    {
        var site = await t.ServeAsync().ConfigureAwait(false);
        using var nobody = new SilentPort();
        var target = nobody.Deployment with { Endpoints = nobody.Deployment.Endpoints.Add("admin", site.Url) };
        var results = await t.ProbeAsync(target, Healthy.At("admin")).ConfigureAwait(false);
        t.Expect(results[0], ProbeStatus.Healthy, 200);
        var prober = await t.CreateAsync().ConfigureAwait(false);
        await t.RefusedAsync("ProbeAsync at an endpoint that is not there", ct => prober.ProbeAsync([Healthy.At("attic")], target, t.Next(), ct), isTransient: false).ConfigureAwait(false);
    }

    private static async Task ReasonHidesTheQuery(ProberTrial t)
    {
        var results = await t.ProbeAsync(Probe.Get("keyed", $"{HealthProberFixture.UnhealthyPath}?key=hush").Within(Ample)).ConfigureAwait(false);
        t.Expect(results[0], ProbeStatus.Unhealthy, 503);
        t.Expect(!results[0].Reason!.Contains("hush", StringComparison.Ordinal), $"the reason is '{results[0].Reason}'");
    }

    private static async Task CancelledProbe(ProberTrial t)
    {
        var prober = await t.CreateAsync().ConfigureAwait(false);
        var target = await t.ServeAsync().ConfigureAwait(false);
        await t.CancelledAsync("ProbeAsync", ct => prober.ProbeAsync([Healthy], target, t.Next(), ct)).ConfigureAwait(false);
    }

    private static async Task InterruptedProbe(ProberTrial t)
    {
        var prober = await t.CreateAsync().ConfigureAwait(false);
        var target = await t.ServeAsync().ConfigureAwait(false);
        var ended = false;
        await t.InterruptAsync("ProbeAsync of a deployment that hangs", async ct =>
        {
            await prober.ProbeAsync([Hanging.Within(Ample)], target, t.Next(), ct).ConfigureAwait(false);
            ended = true;
        }).ConfigureAwait(false);
        t.Expect(!ended, "results, and no OperationCanceledException");
    }

    private static async Task RoundsAtOnce(ProberTrial t)
    {
        var prober = await t.CreateAsync().ConfigureAwait(false);
        var target = await t.ServeAsync().ConfigureAwait(false);
        var rounds = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(
            () => t.CallAsync("ProbeAsync", ct => prober.ProbeAsync([i % 2 == 0 ? Healthy : Unhealthy], target, t.Next(), ct)), t.Cancellation))).ConfigureAwait(false);
        for (var i = 0; i < rounds.Length; i++)
        {
            t.Expect(rounds[i].Single(), i % 2 == 0 ? ProbeStatus.Healthy : ProbeStatus.Unhealthy, i % 2 == 0 ? 200 : 503);
        }
    }
}
