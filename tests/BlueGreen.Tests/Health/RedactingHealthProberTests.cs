using System.Collections;
using System.Collections.Immutable;
using System.Text;
using BlueGreen.Health;

namespace BlueGreen.Tests.Health;

public sealed class RedactingHealthProberTests : IHealthProber
{
    private readonly RedactingHealthProber _prober;
    private ProbeResult _answer = new() { Probe = "admin", Status = ProbeStatus.Unhealthy, Latency = TimeSpan.FromMilliseconds(3), StatusCode = 503 };

    public RedactingHealthProberTests() => _prober = new(this, new([new Secret("hunter22")], new Hashtable()));

    public ProviderIdentity Identity { get; } = new("own", "7");

    Task<ImmutableArray<ProbeResult>> IHealthProber.ProbeAsync(ImmutableArray<Probe> probes, Deployment target, OperationContext operation, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<ProbeResult>>([_answer]);

    [Fact]
    public void It_is_known_as_what_it_asks() => Assert.Equal(Identity, _prober.Identity);

    [Fact]
    public async Task An_answer_without_secrets_is_kept_as_it_is()
    {
        _answer = _answer with { Reason = "down", Details = Details(("db", "away"), ("checks", "[1,2]")) };

        Assert.Equal(_answer, await AskAsync());
    }

    [Theory]
    [InlineData("db", "hunter22 was refused", "*** was refused")]
    [InlineData("adminPassword", "x", "***")]
    [InlineData("Api-Key", "x", "***")]
    [InlineData("db", "{\"connection_string\":\"Host=db\"}", "***")]
    [InlineData("note", "the password is fine", "the password is fine")]
    public async Task Secrets_are_taken_out_of_details(string name, string value, string kept)
    {
        _answer = _answer with { Details = Details((name, value)) };

        Assert.Equal(kept, (await AskAsync()).Details[name]);
    }

    [Fact]
    public async Task Reasons_lose_their_secrets_and_their_length()
    {
        _answer = _answer with { Reason = $"hunter22 {new string('x', 5000)}" };

        var reason = (await AskAsync()).Reason!;

        Assert.StartsWith("*** xxx", reason, StringComparison.Ordinal);
        Assert.Equal(513, reason.Length);
    }

    [Fact]
    public async Task Of_long_details_two_kilobytes_are_kept_and_the_rest_is_counted()
    {
        _answer = _answer with { Details = Details([.. Enumerable.Range(0, 40).Select(i => ($"m{i:00}", new string('é', 300)))]) };

        var details = (await AskAsync()).Details;

        Assert.Equal(["m00", "m01", "m02", "…"], details.Keys);
        Assert.Equal("37 more left out", details["…"]);
        Assert.All(details.Values.SkipLast(1), value => Assert.Equal(256, value.Length));
        Assert.InRange(details.SkipLast(1).Sum(detail => Encoding.UTF8.GetByteCount(detail.Key + detail.Value)), 1500, 2048);
    }

    private static ImmutableSortedDictionary<string, string> Details(params (string Name, string Value)[] details) =>
        details.ToImmutableSortedDictionary(detail => detail.Name, detail => detail.Value, StringComparer.Ordinal);

    private async Task<ProbeResult> AskAsync() => Assert.Single(await _prober.ProbeAsync([], null!, null!, TestContext.Current.CancellationToken));
}
