using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BlueGreen.IntegrationTests.Processes;
using Microsoft.AspNetCore.Hosting;

namespace BlueGreen.IntegrationTests.Health;

public sealed class HttpHealthProberTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(300);

    private readonly HttpHealthProber _prober = new();
    private ProbedApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await ProbedApp.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _prober.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task The_expected_answer_is_healthy_and_keeps_its_details()
    {
        var result = await ProbeAsync(Probe.Get("health", "/health"));

        Assert.Equal(ProbeStatus.Healthy, result.Status);
        Assert.Equal(200, result.StatusCode);
        Assert.Null(result.Reason);
        Assert.True(result.Latency > TimeSpan.Zero);
        Assert.Equal(
            new() { ["status"] = "healthy", ["checks"] = "3", ["nested"] = """{"a":[1]}""", ["none"] = "null" },
            new Dictionary<string, string>(result.Details));
    }

    [Fact]
    public async Task Another_status_is_unhealthy_and_keeps_its_details()
    {
        var result = await ProbeAsync(Probe.Get("sick", "/sick"));

        Assert.Equal(ProbeStatus.Unhealthy, result.Status);
        Assert.Equal(503, result.StatusCode);
        Assert.Contains("expected status 200, got 503 (ServiceUnavailable)", result.Reason, StringComparison.Ordinal);
        Assert.Equal("down", result.Details["status"]);
    }

    [Fact]
    public async Task A_redirect_is_its_own_status()
    {
        var refused = await ProbeAsync(Probe.Get("moved", "/moved"));
        var wanted = await ProbeAsync(Probe.Get("moved", "/moved").Expecting(302));

        Assert.Equal(ProbeStatus.Unhealthy, refused.Status);
        Assert.Contains("a redirect, which is not followed", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(ProbeStatus.Healthy, wanted.Status);
        Assert.Equal(2, _app.Requests);
    }

    [Fact]
    public async Task All_probes_run_in_parallel_and_come_back_in_order()
    {
        var probes = ImmutableArray.Create(
            Probe.Get("hang", "/hang").Within(Soon),
            Probe.Get("health", "/health"),
            Probe.Get("sick", "/sick"),
            Probe.Get("empty", "/empty").Expecting(204));

        var results = await _prober.ProbeAsync(probes, _app.Deployment, Bench.Operation(), Token);

        Assert.Equal(["hang", "health", "sick", "empty"], results.Select(result => result.Probe));
        Assert.Equal([ProbeStatus.Error, ProbeStatus.Healthy, ProbeStatus.Unhealthy, ProbeStatus.Healthy], results.Select(result => result.Status));
        Assert.Equal(4, _app.Requests);
    }

    [Theory]
    [InlineData("/hang")]
    [InlineData("/half")]
    public async Task No_full_answer_in_time_is_an_error(string path)
    {
        var result = await ProbeAsync(Probe.Get("slow", path).Within(Soon));

        Assert.Equal(ProbeStatus.Error, result.Status);
        Assert.Null(result.StatusCode);
        Assert.Contains("no full answer within 0.3 s", result.Reason, StringComparison.Ordinal);
        Assert.True(result.Latency >= TimeSpan.FromMilliseconds(250));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_an_error()
    {
        Assert.Equal(ProbeStatus.Error, (await ProbeAsync(Probe.Get("cut", "/cut"))).Status);
        Assert.Equal(1, _app.Requests);
    }

    [Fact]
    public async Task A_deployment_that_does_not_listen_is_an_error()
    {
        var gone = _app.Deployment;
        await _app.DisposeAsync();

        var result = await ProbeAsync(Probe.Get("health", "/health"), gone);

        Assert.Equal(ProbeStatus.Error, result.Status);
        Assert.Contains("refused", result.Reason, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Details_are_limited_in_number_and_length()
    {
        var result = await ProbeAsync(Probe.Get("many", "/many"));

        Assert.Equal(32, result.Details.Count);
        Assert.All(result.Details.Values, value => Assert.Equal(256, value.Length));
    }

    [Theory]
    [InlineData("/broken")]
    [InlineData("/endless")]
    public async Task A_body_that_is_no_object_or_too_long_has_no_details(string path)
    {
        var result = await ProbeAsync(Probe.Get("odd", path));

        Assert.Equal(ProbeStatus.Healthy, result.Status);
        Assert.Empty(result.Details);
    }

    [Fact]
    public async Task An_answer_that_comes_in_pieces_keeps_its_details()
    {
        var result = await ProbeAsync(Probe.Get("pieces", "/pieces"));

        Assert.Equal(4, result.Details.Count);
        Assert.Equal("3", result.Details["last"]);
    }

    [Fact]
    public async Task Rounds_that_follow_each_other_use_one_connection()
    {
        foreach (var path in new[] { "/health", "/pieces", "/sick", "/broken", "/moved", "/many", "/health" })
        {
            await ProbeAsync(Probe.Get("one", path));
        }

        Assert.Equal(7, _app.Requests);
        Assert.Equal(1, _app.Connections);
    }

    [Fact]
    public async Task A_probe_after_one_that_got_no_answer_has_its_whole_time()
    {
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(ProbeStatus.Error, (await ProbeAsync(Probe.Get("slow", "/hang").Within(Soon))).Status);
            Assert.Equal(ProbeStatus.Healthy, (await ProbeAsync(Probe.Get("health", "/health"))).Status);
        }
    }

    [Fact]
    public async Task Another_plan_asks_the_same_deployment_its_own_probes()
    {
        await ProbeAsync(Probe.Get("health", "/health"));

        Assert.Equal(503, (await ProbeAsync(Probe.Get("health", "/sick"))).StatusCode);
    }

    [Fact]
    public async Task An_endpoint_is_asked_under_its_own_address()
    {
        var target = _app.Deployment with { Endpoints = Endpoints("api", new(_app.Deployment.Url, "/base/")) };

        var result = await ProbeAsync(Probe.Get("api", "/health").At("api"), target);

        Assert.Equal("base", result.Details["at"]);
    }

    [Fact]
    public async Task An_endpoint_that_the_deployment_lacks_is_refused_before_anything_is_sent()
    {
        var target = _app.Deployment with { Endpoints = Endpoints("api", _app.Deployment.Url) };
        ImmutableArray<Probe> probes = [Probe.Get("health", "/health"), Probe.Get("admin", "/health").At("admin")];

        var refusal = await Assert.ThrowsAsync<ProviderException>(() => _prober.ProbeAsync(probes, target, Bench.Operation(), Token));

        Assert.False(refusal.IsTransient);
        Assert.Contains("It has api", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, _app.Requests);
    }

    [Fact]
    public async Task Who_cancels_gets_no_result()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var probing = _prober.ProbeAsync([Probe.Get("hang", "/hang")], _app.Deployment, Bench.Operation(), source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probing);
    }

    [Fact]
    public async Task A_certificate_is_verified_unless_the_callers_handler_trusts_it()
    {
        using var certificate = SelfSigned();
        await using var app = await ProbedApp.StartAsync("https", host => host.UseKestrelHttpsConfiguration().UseKestrel(kestrel =>
            kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate)));
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString() == certificate.GetCertHashString();
        using var trusting = new HttpHealthProber(handler);

        var strict = await ProbeAsync(Probe.Get("health", "/health"), app.Deployment);
        var trusted = await trusting.ProbeAsync([Probe.Get("health", "/health")], app.Deployment, Bench.Operation(), Token);

        Assert.Equal(ProbeStatus.Error, strict.Status);
        Assert.Contains("certificate", strict.Reason, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(ProbeStatus.Healthy, trusted[0].Status);
    }

    [Fact]
    public async Task Reasons_show_no_password()
    {
        var target = _app.Deployment with { Url = new UriBuilder(_app.Deployment.Url) { UserName = "user", Password = "hunter2" }.Uri };

        var result = await ProbeAsync(Probe.Get("sick", "/sick?key=hunter2"), target);

        Assert.DoesNotContain("hunter2", result.Reason, StringComparison.Ordinal);
    }

    private async Task<ProbeResult> ProbeAsync(Probe probe, Deployment? target = null) =>
        Assert.Single(await _prober.ProbeAsync([probe], target ?? _app.Deployment, Bench.Operation(), Token));

    private static ImmutableSortedDictionary<string, Uri> Endpoints(string name, Uri address) => ImmutableSortedDictionary<string, Uri>.Empty.Add(name, address);

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
