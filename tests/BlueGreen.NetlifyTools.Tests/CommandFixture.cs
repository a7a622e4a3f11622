using System.Text.Json;
using BlueGreen.NetlifyEmulator;
using BlueGreen.NetlifyEmulator.World;

namespace BlueGreen.NetlifyTools.Tests;

/// <summary>An emulator with one site, and Netlify's own command line aimed at it.</summary>
internal sealed class CommandFixture : IAsyncDisposable
{
    private readonly HttpClient _visitor = new();

    private CommandFixture(EmulatedNetlify netlify, Site site)
    {
        Netlify = netlify;
        Site = site;
        Command = new(netlify.ApiAddress, netlify.Token);
    }

    public EmulatedNetlify Netlify { get; }

    public Site Site { get; }

    public NetlifyCommand Command { get; }

    public SiteFolder Folder { get; } = new();

    public static async Task<CommandFixture> StartAsync(bool hasBranchDeploys = false)
    {
        var netlify = await EmulatedNetlify.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        return new(netlify, await netlify.AddSiteAsync("shop", hasBranchDeploys, TestContext.Current.CancellationToken));
    }

    public Task<JsonElement> DeployAsync(params string[] options) => Command.DeployAsync("shop", Folder.Path, options, TestContext.Current.CancellationToken);

    public Task<CommandResult> RunAsync(params string[] arguments) => Command.RunAsync(Path.GetDirectoryName(Folder.Path), arguments, TestContext.Current.CancellationToken);

    public Task<CommandResult> TryDeployAsync(params string[] options) => RunAsync(["deploy", "--no-build", $"--dir={Folder.Path}", "--json", "--site", "shop", .. options]);

    public Task<JsonElement> CallAsync(string operation, object data) => Command.CallAsync(operation, data, TestContext.Current.CancellationToken);

    public Task<Deploy> SeedAsync(string home, string? branch = null) =>
        Netlify.DeployAsync(Site, new Dictionary<string, string> { ["index.html"] = home }, branch, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> VisitAsync(string address) => _visitor.GetAsync(new Uri(address), TestContext.Current.CancellationToken);

    public Task<string> ReadAsync(string address) => _visitor.GetStringAsync(new Uri(address), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        Command.Dispose();
        Folder.Dispose();
        await Netlify.DisposeAsync();
    }
}
