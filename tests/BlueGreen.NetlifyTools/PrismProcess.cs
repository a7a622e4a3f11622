using System.Diagnostics;
using System.Text.RegularExpressions;

namespace BlueGreen.NetlifyTools;

/// <summary>A running Prism, which ends with this object.</summary>
internal sealed partial class PrismProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;
    private readonly Task<string> _errors;
    private Task _output = Task.CompletedTask;

    private PrismProcess(string folder, Uri upstream)
    {
        _folder = folder;
        var start = NodeTools.Start("prism", folder, "proxy", "-h", "127.0.0.1", "-p", "0", Path.Combine(folder, "schema.json"), upstream.AbsoluteUri.TrimEnd('/'));
        start.Environment["BLUEGREEN_ENDS_WITH_INPUT"] = "1";
        _process = Process.Start(start) ?? throw new InvalidOperationException("prism did not start.");
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public Uri Address { get; private set; } = null!;

    public static async Task<PrismProcess> StartAsync(Uri upstream, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("bluegreen-prism-").FullName;
        await PrefixedSchema.WriteAsync(Path.Combine(folder, "schema.json"), cancellationToken);
        var prism = new PrismProcess(folder, upstream);
        await prism.ListenAsync(cancellationToken);
        return prism;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _output;
        await _errors;
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                Address = new(match.Groups[1].Value);
                _output = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException($"prism ended before it listened: {await _errors}");
    }

    [GeneratedRegex(@"listening on (http://\S+)")]
    private static partial Regex Listening();
}
