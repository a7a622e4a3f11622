using System.Diagnostics;

namespace BlueGreen.Reporting.Tests.Reports;

/// <summary>A real browser, without a window: opens a page that holds the report in a frame of some width, and says what it made of it.</summary>
internal sealed class Browser : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bluegreen-browser-");

    /// <summary>What the browser shows of a report.</summary>
    /// <param name="report">The page.</param>
    /// <param name="width">The frame's width in pixels.</param>
    /// <param name="isDark">Whether the user prefers dark pages.</param>
    /// <param name="cancellationToken">Ends the browser.</param>
    public async Task<PageView> OpenAsync(string report, int width, bool isDark, CancellationToken cancellationToken)
    {
        var page = Path.Combine(_folder.FullName, "report.html");
        var frame = Path.Combine(_folder.FullName, "frame.html");
        await File.WriteAllTextAsync(page, report, cancellationToken);
        await File.WriteAllTextAsync(frame, Measuring.Page(page, width), cancellationToken);
        var dom = await RunAsync(["--dump-dom", $"--blink-settings=preferredColorScheme={(isDark ? 0 : 1)}", new Uri(frame).AbsoluteUri], cancellationToken);
        return Measuring.Read(dom);
    }

    /// <summary>Takes a picture of a report, of its whole height.</summary>
    public async Task PhotographAsync(string report, int width, int height, bool isDark, string file, CancellationToken cancellationToken)
    {
        var page = Path.Combine(_folder.FullName, "report.html");
        var frame = Path.Combine(_folder.FullName, "picture.html");
        await File.WriteAllTextAsync(page, report, cancellationToken);
        await File.WriteAllTextAsync(frame, $"<!doctype html><body style='margin:0'><iframe src='{new Uri(page)}' style='border:0;width:{width}px;height:{height}px'></iframe>", cancellationToken);
        await RunAsync(
            [$"--screenshot={file}", $"--window-size={Math.Max(width, 500)},{height}", "--hide-scrollbars", $"--blink-settings=preferredColorScheme={(isDark ? 0 : 1)}", new Uri(frame).AbsoluteUri],
            cancellationToken);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<string> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(
            "chromium",
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--allow-file-access-from-files", "--virtual-time-budget=5000", $"--user-data-dir={Path.Combine(_folder.FullName, "profile")}", .. arguments,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var browser = Process.Start(start) ?? throw new InvalidOperationException("chromium could not be started; test.sh installs it.");
        try
        {
            var errors = browser.StandardError.ReadToEndAsync(cancellationToken);
            var output = await browser.StandardOutput.ReadToEndAsync(cancellationToken);
            await browser.WaitForExitAsync(cancellationToken);
            Assert.True(browser.ExitCode == 0, await errors);
            return output;
        }
        finally
        {
            if (!browser.HasExited)
            {
                browser.Kill(entireProcessTree: true);
            }
        }
    }
}
