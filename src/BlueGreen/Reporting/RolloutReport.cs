using BlueGreen.Reporting;
using BlueGreen.Reporting.Html;

namespace BlueGreen;

/// <summary>Reports about rollouts, made of their records.</summary>
public static class RolloutReport
{
    /// <summary>
    /// One page with charts: the split over time, each metric of blue against green with its limits, verdicts, steps and events. It needs no script and no other file, and is readable in
    /// light and dark, on paper, on a telephone, and without colour.
    /// </summary>
    /// <param name="record">The record, of an open or a closed rollout.</param>
    public static string ToHtml(this RolloutRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return HtmlReport.Write(record);
    }

    /// <summary>The report as Markdown with tables, without charts.</summary>
    /// <param name="record">The record, of an open or a closed rollout.</param>
    public static string ToMarkdown(this RolloutRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return MarkdownReport.Write(record);
    }

    /// <summary>The record of a finished run.</summary>
    /// <param name="result">What <c>RunAsync</c> returned.</param>
    public static RolloutRecord ToRecord(this RolloutResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return RolloutRecord.From(result.Journal);
    }

    /// <summary>
    /// Writes page, Markdown and JSON into a directory, as <c>APPLICATION-VERSION-ROLLOUT.html</c>, <c>.md</c> and <c>.json</c>. Written again they replace what was there, each
    /// file as a whole or not at all.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="directory">The directory; made if it is not there.</param>
    /// <param name="cancellationToken">Cancels; files that are written by then stay.</param>
    /// <returns>Where they are.</returns>
    /// <exception cref="IOException">A file could not be written.</exception>
    public static async Task<ReportFiles> WriteReportAsync(this RolloutRecord record, string directory, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        var folder = Directory.CreateDirectory(directory).FullName;
        var name = Path.Combine(folder, ReportName.Of(record));
        var files = new ReportFiles($"{name}.html", $"{name}.md", $"{name}.json");
        await WriteAsync(files.Html, record.ToHtml(), cancellationToken).ConfigureAwait(false);
        await WriteAsync(files.Markdown, record.ToMarkdown(), cancellationToken).ConfigureAwait(false);
        await WriteAsync(files.Json, record.ToJson(), cancellationToken).ConfigureAwait(false);
        return files;
    }

    private static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            await File.WriteAllTextAsync(unfinished, text, cancellationToken).ConfigureAwait(false);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
