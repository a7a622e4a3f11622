using System.Diagnostics;
using System.Text.Json;

namespace BlueGreen.NetlifyTools;

/// <summary>Netlify's own command line, aimed at an API on this machine.</summary>
/// <param name="api">The API's base, such as <c>http://127.0.0.1:40123/api/v1/</c>.</param>
/// <param name="token">The token that it sends.</param>
public sealed class NetlifyCommand(Uri api, string token) : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("bluegreen-netlify-").FullName;

    /// <summary>Runs it to its end.</summary>
    /// <param name="folder">Where; its own empty folder by default.</param>
    /// <param name="arguments">Such as deploy and its options.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    public async Task<CommandResult> RunAsync(string? folder, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = NodeTools.Start("netlify", _home, arguments);
        start.WorkingDirectory = folder ?? _home;
        start.Environment["NETLIFY_API_URL"] = api.AbsoluteUri.TrimEnd('/');
        start.Environment["NETLIFY_AUTH_TOKEN"] = token;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("netlify did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new(process.ExitCode, await output, await errors);
    }

    /// <summary>Runs <c>netlify deploy</c> without a build.</summary>
    /// <param name="site">The site's name.</param>
    /// <param name="folder">The folder to deploy.</param>
    /// <param name="options">More options.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <returns>What it says about the deploy.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<JsonElement> DeployAsync(string site, string folder, IEnumerable<string> options, CancellationToken cancellationToken) =>
        Read("deploy", await RunAsync(Path.GetDirectoryName(folder), ["deploy", "--no-build", $"--dir={folder}", "--json", "--site", site, .. options], cancellationToken));

    /// <summary>Runs <c>netlify api</c>.</summary>
    /// <param name="operation">Such as getSiteDeploy.</param>
    /// <param name="data">The parameters; what belongs in the body under the name body.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <returns>What the API answered; an empty text where there was nothing.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<JsonElement> CallAsync(string operation, object data, CancellationToken cancellationToken) =>
        Read(operation, await RunAsync(null, ["api", operation, "--data", JsonSerializer.Serialize(data)], cancellationToken));

    /// <summary>Removes its settings.</summary>
    public void Dispose() => Directory.Delete(_home, recursive: true);

    private static JsonElement Read(string what, CommandResult result) => result.ExitCode == 0
        ? JsonSerializer.Deserialize<JsonElement>(result.Output)
        : throw new InvalidOperationException($"netlify {what} ended with {result.ExitCode}: {result.Output}{result.Errors}");
}
