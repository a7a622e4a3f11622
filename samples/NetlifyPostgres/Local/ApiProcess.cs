using System.Diagnostics;

namespace NetlifyPostgres.Local;

/// <summary>The process that answers for a deploy's functions.</summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Lock _lock = new();
    private int _underWay;
    private long _usedAt = Stopwatch.GetTimestamp();
    private bool _isEnding;

    private ApiProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <param name="deploy">The deploy's identifier.</param>
    /// <param name="release">A function's file, which says what was built.</param>
    /// <param name="database">The site's connection string.</param>
    public static async Task<ApiProcess> StartAsync(string deploy, string release, string database)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ApiProcess).Assembly.Location, "api", deploy, release]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment[ExamApi.Database] = database;
        start.Environment["DOTNET_gcServer"] = "0";   // a small process, as a platform would run it
        var process = Process.Start(start)!;
        if (Uri.TryCreate(await process.StandardOutput.ReadLineAsync(), UriKind.Absolute, out var address))
        {
            return new(process, address);
        }

        process.Kill();
        process.Dispose();
        throw new InvalidOperationException($"The API of {deploy} did not begin to answer; standard error says why.");
    }

    /// <summary>Takes a call on, unless it ends or has ended: then another process has to.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            _isEnding |= _process.HasExited;
            _underWay += _isEnding ? 0 : 1;
            return !_isEnding;
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            (_underWay, _usedAt) = (_underWay - 1, Stopwatch.GetTimestamp());
        }
    }

    /// <summary>Takes no call on any more if none came for a while.</summary>
    public bool IsIdle(TimeSpan time)
    {
        lock (_lock)
        {
            return _isEnding |= _underWay == 0 && Stopwatch.GetElapsedTime(_usedAt) > time;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
