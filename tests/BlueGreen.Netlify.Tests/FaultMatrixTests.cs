using BlueGreen.Artifacts;
using BlueGreen.Netlify.Tests.Fixtures;
using BlueGreen.NetlifyEmulator.Faults;

namespace BlueGreen.Netlify.Tests;

/// <summary>
/// Each fault at each request of a deploy, a promotion, a settling and the snapshots; the call is repeated as the engine repeats it. Nothing is made twice, nothing is lost, what is said names the site and holds no token.
/// </summary>
public sealed class FaultMatrixTests
{
    private const int MostCalls = 6;
    private const int MostRequests = 60;

    private static readonly HttpClient Visitor = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Faults => ["server error", "bad gateway", "unauthorized", "reset", "lost answer", "empty body", "retry after"];

    [Theory, MemberData(nameof(Faults))]
    public Task Deploying(string fault) => EveryRequestAsync(
        fault,
        _ => Task.CompletedTask,
        (site, release, ct) => new NetlifyEnvironment(site).DeployAsync(Calls.Of(release, "deploy-2"), ct),
        async (emulated, at) =>
        {
            var deploys = await Traces.DeploysAsync(emulated, Token);
            Assert.True(deploys.Count == 1, $"{fault} at request {at} left {deploys.Count} deploys");
            Assert.Equal("ready", deploys[0].State);
            Assert.Equal("2.0.0", await Visitor.GetStringAsync($"{deploys[0].Links!.Permalink}/assets/version.txt", Token));
            Assert.Null(emulated.Site.Published);
        });

    [Theory, MemberData(nameof(Faults))]
    public Task Promoting(string fault)
    {
        Deployment? green = null;
        return EveryRequestAsync(
            fault,
            async emulated => green = await new NetlifyEnvironment(emulated.Connect()).DeployAsync(Calls.Of(emulated.Folders.Release("2.0.0"), "deploy-2"), Token),
            (site, release, ct) => new NetlifyEnvironment(site).MakeLiveAsync(green, Calls.Of(release, "live-2"), ct),
            (emulated, at) =>
            {
                Assert.Equal(green!.Id.Value, emulated.Site.Published!.Id);
                Assert.True(emulated.Site.Published.IsLocked, $"{fault} at request {at} left it unlocked");
                return Task.CompletedTask;
            });
    }

    [Theory, MemberData(nameof(Faults))]
    public Task Settling(string fault) => EveryRequestAsync(
        fault,
        emulated => new NetlifyEnvironment(emulated.Connect()).DeployAsync(Calls.Of(emulated.Folders.Release("2.0.0"), "deploy-2"), Token),
        (site, release, ct) => new NetlifyEnvironment(site).CancelDeployAsync(Calls.Of(release, "deploy-2"), ct),
        async (emulated, at) =>
        {
            var deploys = await Traces.DeploysAsync(emulated, Token);
            Assert.All(deploys, deploy => Assert.Equal(("BlueGreen settled deploy-2", "error"), (deploy.Title, deploy.State)));
            Assert.NotEmpty(deploys);
            await Assert.ThrowsAsync<ProviderException>(() => new NetlifyEnvironment(emulated.Connect()).DeployAsync(Calls.Of(emulated.Folders.Release("2.0.0"), "deploy-2"), Token));
        });

    [Theory, MemberData(nameof(Faults))]
    public Task Recording(string fault)
    {
        InMemoryArtifactStore? artifacts = null;
        return EveryRequestAsync(
            fault,
            async emulated =>
            {
                artifacts = new();
                await Zones.AddAsync(emulated, Token, $"{emulated.Site.Name}.test");
                await emulated.Connect().Client.CreateVariablesAsync(emulated.Netlify.AccountSlug, emulated.Site.Id, [new() { Key = "A", Values = [new() { Context = "all", Value = "1" }] }], Token);
            },
            async (site, release, ct) =>
            {
                var snapshots = new NetlifySnapshots(site);
                foreach (var kind in snapshots.Snapshots)
                {
                    await snapshots.SnapshotAsync(new(kind, Verify: false), artifacts!, Calls.Of(release, "back-up"), ct);
                }
            },
            async (_, at) =>
            {
                using var variables = new StreamReader((await artifacts!.OpenAsync(new("r-1", "back-up-netlify-variables.json"), Token))!);
                var text = await variables.ReadToEndAsync(Token);
                Assert.True(text.Contains("\"key\": \"A\"", StringComparison.Ordinal), $"{fault} at request {at} recorded {text}");
            },
            (options, emulated) => options.DnsZone = $"{emulated.Site.Name}.test");
    }

    /// <summary>Runs the flow again and again, with the fault one request later each time, until the flow ends before it meets it.</summary>
    private static async Task EveryRequestAsync(
        string name, Func<Emulated, Task> prepare, Func<NetlifySite, Release, CancellationToken, Task> call, Func<Emulated, int, Task> verify, Action<NetlifyOptions, Emulated>? configure = null)
    {
        await using var emulated = await Emulated.StartAsync(Token, hasBranchDeploys: true);
        for (var at = 1; ; at++)
        {
            Assert.True(at <= MostRequests, "the flow never ends");
            using var sink = new Sink();
            await emulated.RenewAsync($"shop-{at}", Token);
            await prepare(emulated);
            var rule = emulated.Netlify.Faults.Add("*", "/**", Of(name), from: at);
            var site = emulated.Connect(
                options =>
                {
                    options.Progress = sink;
                    options.Http.Retries = 0;
                    options.UploadRetries = 0;
                    configure?.Invoke(options, emulated);
                },
                sink.Loggers);

            await RepeatAsync(() => call(site, emulated.Folders.Release("2.0.0"), Token), emulated, sink, $"{name} at request {at}");

            emulated.Netlify.Faults.Clear();
            await verify(emulated, at);
            Assert.DoesNotContain(sink.Said, said => said.Contains(Emulated.Token, StringComparison.Ordinal));
            Assert.NotEmpty(sink.Said);
            if (rule.Met == 0)
            {
                Assert.True(at > 1, "no request met the fault");
                return;
            }
        }
    }

    private static async Task RepeatAsync(Func<Task> call, Emulated emulated, Sink sink, string where)
    {
        for (var i = 1; ; i++)
        {
            try
            {
                await call();
                return;
            }
            catch (ProviderException failure)
            {
                sink.Said.Enqueue(failure.ToString());
                Assert.True(
                    failure.Message.Contains(emulated.Site.Id, StringComparison.Ordinal) || failure.Message.Contains("DNS zone", StringComparison.Ordinal), $"{where} names no site: {failure.Message}");
                Assert.True(i < MostCalls, $"{where} was not overcome by {MostCalls} calls: {failure.Message}");
            }
        }
    }

    private static Fault Of(string name) => name switch
    {
        "server error" => Fault.Answer(500),
        "bad gateway" => Fault.Answer(502, "upstream"),
        "unauthorized" => Fault.Answer(401, "Access Denied"),
        "reset" => Fault.Reset,
        "lost answer" => Fault.LoseAnswer,
        "empty body" => Fault.EmptyBody,
        "retry after" => Fault.RetryAfter(TimeSpan.Zero),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such fault."),
    };
}
