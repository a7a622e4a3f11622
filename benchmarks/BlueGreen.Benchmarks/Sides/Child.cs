using System.Diagnostics;
using Microsoft.AspNetCore.Builder;

namespace BlueGreen.Benchmarks;

/// <summary>A process of its own for one part of a benchmark, ended by its id.</summary>
internal sealed class Child : IDisposable
{
    private static readonly string[] HaproxyPrograms = ["/usr/sbin/haproxy", "/usr/local/sbin/haproxy"];

    private readonly Process _process;

    private Child(Process process, params Uri[] urls) => (_process, Urls) = (process, urls);

    public Uri Url => Urls[0];

    /// <summary>All addresses of a child that has several.</summary>
    public Uri[] Urls { get; }

    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts this program in another role; the first line that it prints is its address, or its addresses.</summary>
    public static async Task<Child> StartAsync(params string[] role)
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, role) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        var urls = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"'{string.Join(' ', role)}' ended without an address.");
        return new(process, [.. urls.Split(' ').Select(url => new Uri(url))]);
    }

    /// <summary>What a child does: says its address and serves until its parent is gone.</summary>
    public static async Task ServeAsync(WebApplication app)
    {
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await Console.In.ReadLineAsync();
    }

    /// <summary>Starts HAProxy, if it is installed, with the weights 90 and 10.</summary>
    public static async Task<Child?> StartHaproxyAsync(Uri blue, Uri green)
    {
        var program = HaproxyPrograms.FirstOrDefault(File.Exists);
        if (program is null)
        {
            return null;
        }

        var port = FreePort();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"""
            global
                maxconn 4096
                nbthread {Environment.ProcessorCount}
            defaults
                mode http
                http-reuse always
                timeout connect 5s
                timeout client 60s
                timeout server 60s
            frontend edge
                bind 127.0.0.1:{port}
                default_backend both
            backend both
                balance roundrobin
                server blue {blue.Authority} weight 90
                server green {green.Authority} weight 10

            """);
        var child = new Child(Process.Start(program, ["-q", "-db", "-f", file]), new Uri($"http://127.0.0.1:{port}"));
        await UntilItAnswersAsync(child);
        File.Delete(file);
        return child;
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private static async Task UntilItAnswersAsync(Child child)
    {
        using var connection = new Load.HttpConnection(child.Url);
        while (await connection.GetAsync() is null)
        {
            await Task.Delay(20);
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
