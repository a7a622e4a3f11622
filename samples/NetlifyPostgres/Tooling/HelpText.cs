namespace NetlifyPostgres.Tooling;

/// <summary>What <c>help</c> says.</summary>
internal static class HelpText
{
    public const string Text = """
        Deploys an exam site to Netlify, with a PostgreSQL database that blue and green share, and judges each release by Prometheus.

        To try it in two minutes with an emulated Netlify, and a PostgreSQL and a Prometheus of its own:
          dotnet run --project samples/NetlifyPostgres -- --local
          dotnet run --project samples/NetlifyPostgres -- --local --defect memory

        The same in pieces, each in a terminal of its own; --local makes the commands use that world:
          … -- world                            Netlify's API, a database, Prometheus, the router and users, until Ctrl+C
          … -- --local staging 1.0.0
          … -- --local rollout 1.0.0            kill -9 it, and start it again: it is resumed
          … -- --local rollout 3.0.0            fails under traffic; 3.1.0 is slow, 3.2.0 fills its memory, 3.3.0 takes all processors

        Deploying:
          staging VERSION    Deploys to the staging site and tests it there. A rollout of the same version needs it.
          rollout VERSION    The standard deployment. Again with the same version: takes up, or shows, the same rollout.
          emergency VERSION --reason TEXT
                             The short way, without staging.
          rollback ID --reason TEXT [--gradual] [--incident ID]
                             Brings every user back, from a running or a finished rollout.

        The database:
          migrations         The last ten: what, when, by which rollout, how long.
          revert MIGRATION   Shows what taking a migration back would do and lose, and a token.
          revert MIGRATION --confirm TOKEN --reason TEXT
                             Backs the database up, and does it.
          backups            What is kept: when, how much, and whether it was proven.
          backup             Takes one now, and proves it by restoring it beside production.
          restore BACKUP     Restores it beside production, says what production would lose, and swaps
                             them only when the token is typed.

        Looking:
          status             What is open and where it stands; what was last.
          report ID          Writes the record of a rollout as a page, Markdown and JSON.

        Serving:
          router             Divides users between the deploys, by the split that the rollouts set.

        Options:
          --folder FOLDER    Where rollouts are kept and reports go. Default: artifacts/netlify-postgres.
          --by NAME          Who asks. Default: the user.
          --local            Use the world that the command world runs with the same folder.
          --defect KIND      What is wrong with the bad version: errors, slow, memory or cpu. Default: errors.

        Without --local these variables say where everything is:
          NETLIFY_AUTH_TOKEN, NETLIFY_SITE_ID, NETLIFY_STAGING_SITE_ID, NETLIFY_DNS_ZONE, DATABASE and STAGING_DATABASE (connection strings),
          ROUTER_URL (where the router listens), LIVE_URL (what users type), PROMETHEUS_URL,
          API_MEMORY_BYTES and API_PROCESSORS (what a process of the API behind a deploy may use).
        These may be set as well:
          PROMETHEUS_TOKEN (a bearer token), PROMETHEUS_SCRAPE_SECONDS (how often it scrapes; default: 15),
          API_SERIES (which series are the API's; default: job="exams-api").

        Exit codes: 0 done, or succeeded; 1 refused; 2 wrong arguments; 3 rolled back; 4 failed or aborted; 5 frozen; 130 interrupted.
        """;
}
