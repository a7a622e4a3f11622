namespace DurableHost;

/// <summary>What <c>--help</c> says.</summary>
internal static class HelpText
{
    public const string Text = """
        Rolls out a small storefront with several hosts on one store. Kill the host that drives: another one goes on.

        Each in a terminal of its own:
          dotnet run --project samples/DurableHost -- router
          dotnet run --project samples/DurableHost -- host --name ann
          dotnet run --project samples/DurableHost -- host --name bob
          dotnet run --project samples/DurableHost -- open 1.0.0 --watch      the first version, with no blue to return to
          dotnet run --project samples/DurableHost -- visit                   nothing is judged without users
          dotnet run --project samples/DurableHost -- start 2.0.0 --watch     kill -9 whoever drives, and watch

        Serving:
          host               Drives rollouts. Ctrl+C hands them over at once; the storefronts run on.
          router             Divides the storefront's users by the split that the store's traffic register says. GET / is the storefront.

        Asking, from a process that drives nothing:
          open VERSION       Rolls out the first version.
          start VERSION      Rolls out another one: 10%, 50%, 100%, each watched. Version 3.0.0 has a defect. Prints the rollout's id.
          watch ID           Shows a rollout's journal until it is closed. Ctrl+C ends the watching, never the rollout.
          signal ID WHAT     abort, pause, resume, promote or rollback. Rolling back a finished rollout starts another one, whose id it prints.
          approve ID         Gives the approval that a rollout started with --approval waits for before it goes from 50% to 100%.
          list               All rollouts, newest first.
          status             Where the open ones stand.
          routers            The routers that may serve, and what they last acknowledged.
          withdraw NAME      Says that a router serves nothing any more and will not come back, so that no change waits for it.
          export ID          Writes a rollout's journal to stdout, one JSON entry a line.

        Using:
          visit              50 requests a second to the router, until Ctrl+C. Shows each second who answered.

        Options:
          --store PLACE      sqlite:PATH or postgres:CONNECTIONSTRING; the same for all. Default: sqlite:FOLDER/rollouts.db.
          --folder FOLDER    Where the storefronts note what they are, and the default store is. Default: artifacts/durable.
          --name NAME        What a host is called in the journal. Default: the machine's name.
          --router URL       Where the router listens, and the hosts ask what its users saw. Default: http://127.0.0.1:5080.
          --lease SECONDS    How long a host that is not heard of keeps its rollouts, from 1. Default: 5.
          --bake SECONDS     How long each share of traffic is watched, from 1. Default: 10.
          --without-register SECONDS
                             How long a router serves without reaching the store, from 5; then it answers 503. Default: for ever.
          --by NAME          Who asks. Default: the user.
          --key KEY          Starting again with the same key returns the same rollout.
          --approval         Starts a rollout that waits for an approval, for 8 hours at most.
          --watch            Watches what was started.

        Exit codes: 0 done, or succeeded; 1 refused; 2 wrong arguments; 3 rolled back; 4 failed or aborted; 5 frozen; 130 interrupted.
        """;
}
