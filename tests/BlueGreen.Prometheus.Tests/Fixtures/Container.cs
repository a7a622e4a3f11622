using System.Diagnostics;
using System.Globalization;

namespace BlueGreen.Prometheus.Tests.Fixtures;

/// <summary>Processes that belong together, and what the kernel says of them, as cAdvisor asks it of a group.</summary>
internal sealed class Container : IAsyncDisposable
{
    private const int TicksPerSecond = 100;   // what Linux tells programs, whatever it runs at

    private static readonly long PageSize = Environment.SystemPageSize;

    private readonly Process[] _processes;

    private Container(string version, params Process[] processes) => (Version, _processes) = (version, processes);

    public string Version { get; }

    /// <summary>The memory that they hold, in bytes.</summary>
    public long Memory => _processes.Sum(process => long.Parse(Read(process, "statm").Split(' ')[1], CultureInfo.InvariantCulture) * PageSize);

    /// <summary>The processor time that they have taken, in seconds.</summary>
    public double Processor => _processes.Sum(process => Ticks(Read(process, "stat"))) / TicksPerSecond;

    /// <summary>Waits, and holds next to nothing.</summary>
    public static Container Idle(string version) => new(version, Start("sleep", "3600"));

    /// <summary>Holds as many megabytes and does not rest.</summary>
    public static Container Busy(string version, int megabytes) =>
        new(version, Start("dd", "if=/dev/zero", string.Create(CultureInfo.InvariantCulture, $"bs={megabytes}M"), "count=1", "status=none"), Start("sh", "-c", "while :; do :; done"));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>Nobody reads what it writes, so that a program which writes much waits with what it has read.</summary>
    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;

    private static string Read(Process process, string file) => File.ReadAllText($"/proc/{process.Id}/{file}");

    /// <summary>In user and in system mode: the 14th and 15th word, of which the second is in brackets and may hold spaces.</summary>
    private static double Ticks(string stat)
    {
        var words = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return double.Parse(words[11], CultureInfo.InvariantCulture) + double.Parse(words[12], CultureInfo.InvariantCulture);
    }
}
