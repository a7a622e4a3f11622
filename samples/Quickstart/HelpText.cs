namespace Quickstart;

/// <summary>What <c>--help</c> says.</summary>
internal static class HelpText
{
    public static string Text => $$"""
        Rolls out a good and a bad version of a small storefront, under load, on this machine.

        Version 1.0.0 runs as a child process behind a YARP router on loopback. Version 2.0.0 takes over at 10%, 50%
        and 100%. Version 3.0.0 is healthy until it has traffic; then every fifth answer is an error. Beside 2.0.0,
        which answers the same users, that is soon too much for chance, and every user is back on 2.0.0.

        Usage: dotnet run --project samples/Quickstart [-- OPTIONS]

          --rps N          Requests per second that users send, 100 to 2000. Default: 200.
          --bake SECONDS   How long each share of traffic is watched, 3 to 600. Default: 4.
          --port N         Where users reach the storefront, 1024 to 65535. Default: a free port.
          --warm-up SECONDS  How long a version needs from its start until it answers, 0 to 60. Default: 0.
          --reports FOLDER Where the reports about both rollouts are written. Default: artifacts/rollouts.
          --store WHERE    Where journal, split and artifacts are kept: sqlite, in a file, or memory. Default: sqlite.
          --compare-rules  Rolls the defect out once more, as 3.0.1, judged by limits alone (over 5% for 3 seconds): the last line
                           says how many more errors users met.
          --keep-running   Serves on when both rollouts have ended, until Ctrl+C.
          --help           Shows this.

        Progress goes to stderr: one block that is redrawn on a terminal, plain lines otherwise. NO_COLOR is honoured.
        The last line of stdout is one JSON object about both rollouts, with the report of each: a page with charts to open in a browser, and beside it
        the same as Markdown and JSON.

        Ctrl+C brings every user back to blue, stops everything and ends; a second one does not wait for the way back.

        State is kept in {{RunFolder.Root}}
        and removed at the end. A run that is killed (kill -9) leaves its storefronts running, as a crashed host
        should. The next run takes them up: its router divides traffic as before, and the rollout that was under way
        is resumed, as soon as the killed run's lease has expired (15 seconds). With --store memory there is nothing
        to resume; the next run ends the storefronts and removes their state.

        Exit codes: 0 all went as it should, 1 something did not, 2 wrong arguments, 130 interrupted.
        """;
}
