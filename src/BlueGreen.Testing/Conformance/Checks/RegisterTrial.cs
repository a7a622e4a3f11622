using System.Collections.Immutable;
using BlueGreen.Traffic;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>A trial of a traffic register.</summary>
internal sealed class RegisterTrial(TrafficRegisterFixture fixture, TrialSetting setting) : Trial(fixture, setting)
{
    public TrafficRegisterFixture Fixture => fixture;

    public string Shop => $"shop-{Epoch}";

    public string Other => $"other-{Epoch}";

    public Task<ITrafficRegister> CreateAsync() => fixture.CreateAsync(Cancellation);

    public WriteToken Token(long intent, long epoch = 0) => new(Epoch + epoch, intent);

    public TrafficEntry EntryOf(long intent, double green = 10, long epoch = 0, string? application = null) => new()
    {
        Application = application ?? Shop,
        Split = TrafficSplit.Between(new("blue"), new("green"), Percentage.Of(green)),
        Deployments =
        [
            new() { Id = new("blue"), Version = "1.0.0", Url = new("http://127.0.0.1:5001/") },
            new() { Id = new("green"), Version = null, Url = new("http://127.0.0.1:5002/"), Endpoints = ImmutableSortedDictionary<string, Uri>.Empty.Add("admin", new("http://127.0.0.1:5003/")) },
        ],
        Token = Token(intent, epoch),
    };

    public async Task WriteAsync(ITrafficRegister register, TrafficEntry entry, bool isTaken = true)
    {
        var taken = await CallAsync($"WriteAsync({entry.Split}) with token {entry.Token}", ct => register.WriteAsync(entry, ct)).ConfigureAwait(false);
        Expect(taken == isTaken, $"WriteAsync with token {entry.Token} answered {taken}");
    }

    public async Task ExpectAsync(ITrafficRegister register, TrafficEntry entry)
    {
        var read = await CallAsync("ReadAsync", ct => register.ReadAsync(entry.Application, ct)).ConfigureAwait(false);
        Expect(AreSame(read, entry), $"ReadAsync answered {(read is null ? "null" : $"{read.Split} with token {read.Token} and the deployments {string.Join(", ", read.Deployments)}")}, not {entry.Split} with token {entry.Token}");
    }

    public static bool AreSame(TrafficEntry? left, TrafficEntry right) =>
        left is not null && left.Application == right.Application && left.Split == right.Split && left.Token == right.Token && left.Deployments.SequenceEqual(right.Deployments);

    public Task AcknowledgeAsync(ITrafficRegister register, string router, WriteToken? token, TimeSpan? validFor = null) => CallAsync(
        $"AcknowledgeAsync({router}, {token?.ToString() ?? "null"}, {(validFor is null ? "for ever" : $"for {validFor}")})",
        ct => register.AcknowledgeAsync(Shop, router, token, validFor, ct));

    /// <summary>Expects exactly these to be silent.</summary>
    public async Task ExpectSilentAsync(ITrafficRegister register, params string[] routers)
    {
        var listed = await CallAsync("ReadAcknowledgementsAsync", ct => register.ReadAcknowledgementsAsync(Shop, ct)).ConfigureAwait(false);
        Expect(listed.Where(a => a.IsSilent).Select(a => a.Router).Order(StringComparer.Ordinal).SequenceEqual(routers), $"ReadAcknowledgementsAsync answered {string.Join(", ", listed)}");
    }

    public async Task ExpectRoutersAsync(ITrafficRegister register, params (string Router, WriteToken? Token)[] routers)
    {
        var listed = await CallAsync("ReadAcknowledgementsAsync", ct => register.ReadAcknowledgementsAsync(Shop, ct)).ConfigureAwait(false);
        Expect(listed.Select(a => (a.Router, a.Token)).OrderBy(a => a.Router, StringComparer.Ordinal).SequenceEqual(routers), $"ReadAcknowledgementsAsync answered {string.Join(", ", listed)}");
    }
}
