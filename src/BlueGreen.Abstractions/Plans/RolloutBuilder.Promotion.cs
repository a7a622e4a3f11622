using BlueGreen.Plans;
using BlueGreen.Plans.Drafting;

namespace BlueGreen;

/// <content>Steps that make green the live deployment, and those that come after.</content>
public sealed partial class RolloutBuilder
{
    /// <summary>Makes green the live deployment, and reads it back. A rollback makes blue live again.</summary>
    /// <param name="deadline">Default: 2 minutes.</param>
    public RolloutBuilder Promote(TimeSpan? deadline = null) =>
        Then(new PromoteStep(_draft.Free("promote")) { Deadline = deadline ?? StepDeadlines.Promote });

    /// <summary>Points a host name at green. A rollback points it at blue. Needs an <see cref="IDns"/>.</summary>
    /// <param name="host">The host name, such as <c>www</c>.</param>
    /// <param name="deadline">Default: 2 minutes.</param>
    public RolloutBuilder PointDns(string host, TimeSpan? deadline = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        return Then(new PointDnsStep(_draft.Free($"point {host} at green"), host) { Deadline = deadline ?? StepDeadlines.PointDns });
    }

    /// <summary>Empties the content delivery network's cache. A rollback empties it again. Needs an <see cref="ICdn"/>.</summary>
    /// <param name="deadline">Default: 2 minutes.</param>
    public RolloutBuilder PurgeCdn(TimeSpan? deadline = null) =>
        Then(new PurgeCdnStep(_draft.Free("purge cdn")) { Deadline = deadline ?? StepDeadlines.PurgeCdn });

    /// <summary>Asks an address of the application, as users do, until a header of the answer names the release's version.</summary>
    /// <param name="header">The header's name, such as <c>x-deployment-version</c>.</param>
    /// <param name="url">The absolute address that users have.</param>
    /// <param name="deadline">Default: 5 minutes.</param>
    public RolloutBuilder VerifyHeader(string header, Uri url, TimeSpan? deadline = null)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(url);
        return Then(new VerifyHeaderStep(_draft.Free($"verify {header}"), header, url) { Deadline = deadline ?? StepDeadlines.VerifyHeader });
    }

    /// <summary>
    /// From here on there is no automatic way back: a failure freezes the rollout and waits for a person. After promotion and a watch, before
    /// <see cref="Contract"/>.
    /// </summary>
    public RolloutBuilder PointOfNoReturn() =>
        Then(new PointOfNoReturnStep(_draft.Free("point of no return")) { Deadline = StepDeadlines.PointOfNoReturn });

    /// <summary>Runs the migrations that remove what only blue needed. After the point of no return.</summary>
    /// <param name="deadline">Default: 30 minutes.</param>
    public RolloutBuilder Contract(TimeSpan? deadline = null) =>
        Then(new MigrateStep(_draft.Free("contract"), MigrationPhase.Contract) { Deadline = deadline ?? StepDeadlines.Migrate });
}
