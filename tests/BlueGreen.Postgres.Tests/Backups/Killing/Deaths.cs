using System.Diagnostics;
using System.Text.RegularExpressions;
using BlueGreen.PostgresServer;

namespace BlueGreen.Postgres.Tests.Backups.Killing;

/// <summary>Runs processes that are killed by SIGKILL, each at the first place at which none was before.</summary>
internal sealed partial class Deaths(BackupHost host, PostgresCluster cluster)
{
    private const int Longest = 70;

    private readonly HashSet<string> _places = [];

    /// <summary>Where processes were killed, in their order.</summary>
    public List<string> Places { get; } = [];

    /// <summary>Which statements are places.</summary>
    public required Regex At { get; init; }

    /// <returns>Where it was killed; null where it came to its end.</returns>
    public async Task<string?> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        string? place = null;
        Process? process = null;
        var isStarted = new TaskCompletionSource();
        await using var wire = new HeardWire(cluster.Port, async (moment, over) =>
        {
            await isStarted.Task;
            lock (_places)
            {
                if (place is not null || !At.IsMatch(moment.Sql) || !_places.Add(PlaceOf(moment)))
                {
                    return;
                }

                place = PlaceOf(moment);
            }

            process!.Kill();
            await process.WaitForExitAsync(over);
        });
        using (process = host.Start(wire.Port, jobs: 2, arguments))
        {
            isStarted.SetResult();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = await process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            await output;
            Assert.True(process.ExitCode == (place is null ? 0 : 137), $"at '{place}' it ended with {process.ExitCode}: {error}");
        }

        if (place is not null)
        {
            Places.Add(place);
        }

        return place;
    }

    /// <summary>Names and numbers do not tell places apart; of what programs of PostgreSQL say, the beginning does.</summary>
    private static string PlaceOf(WireMoment moment)
    {
        var when = moment.IsAnswered ? "after" : "during";
        if (moment.Application.EndsWith("restore", StringComparison.Ordinal))
        {
            return $"{when} pg_restore's {string.Join(' ', moment.Sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(2).Where(word => word.All(char.IsAsciiLetterUpper)))}";
        }

        var sql = Digits().Replace(Names().Replace(moment.Sql, "$1"), "0");
        return $"{when} {(sql.Length > Longest ? sql[..Longest] : sql).ReplaceLineEndings(" ")}";
    }

    [GeneratedRegex(@"(_restored|_before)_[0-9]{4}_[0-9]{6}_[0-9a-f]+|bluegreen_verify_[0-9a-f]+", RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
