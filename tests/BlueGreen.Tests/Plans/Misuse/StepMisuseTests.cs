using BlueGreen.Tests.Plans.Fakes;

namespace BlueGreen.Tests.Plans.Misuse;

public sealed class StepMisuseTests
{
    private static readonly MisuseCase[] Cases =
    [
        new("two steps of one name", () => Sample.Short().Gate("smoke", Checks.Variable("A")).Gate("smoke", Checks.Variable("B")),
            "step 5 'smoke': Step 4 has the same name. Steps are told apart by name; give each its own."),
        new("a custom step under a taken name", () => Sample.Short().Step("promote", new FakeStep()),
            "step 4 'promote': Step 3 has the same name. Steps are told apart by name; give each its own."),
        new("a step without a name", () => Sample.Short().Step(" ", new FakeStep()),
            "step 4 ' ': Its name is empty or holds control characters. Name it so that people know it when they read it in a log."),
        new("two checks of one code name", () => Sample.Short().Check(Checks.That("cart", PassAsync)).Gate("cart works", Checks.That("cart", PassAsync)),
            "check 'cart': 2 pieces of code are bound under this name. Code is found by name when a rollout resumes; give each its own."),
        new("no deadline", () => Sample.Roles().DeployGreen(deadline: TimeSpan.Zero).ShiftTo(Percentage.All).Promote(),
            "step 1 'deploy green': Its deadline is 0 s. Leave it out for the usual one, or give the step the time that it needs."),
        new("a deadline beyond reason", () => Sample.Roles().DeployGreen().ShiftTo(Percentage.All, TimeSpan.MaxValue).Promote(),
            "step 2 'shift to 100%': Its deadline is 10675199 d 2 h 48 min 5.4775807 s, and the longest that a plan can wait is 30 d. Leave it out for the usual one, or give the step the time that it needs."),
        new("a wait of no time", () => Sample.Short().Wait(TimeSpan.Zero),
            "step 4 'wait 0 s': Its duration is 0 s. Wait for more than no time, or drop the step."),
        new("probing without probes", () => Steps(Bare()).ProbeGreen(),
            "step 4 'probe green': The plan has no probes to send. Add .Health(Probe.Get(...)), or drop .ProbeGreen()."),
        new("a gate before the deploy", () => Steps(Sample.Roles().Gate("smoke", (_, _) => Task.FromResult(CheckResult.Pass()))),
            "step 1 'smoke': Green does not exist before step 2. Move .DeployGreen() before it."),
        new("no checks", () => Sample.Short().Check(),
            "step 4 'check': It checks nothing. Name checks, as in .Check(Checks.Variable(\"DATABASE_URL\")), or drop the step."),
        new("two checks of one name", () => Sample.Short().Check(Checks.Command("npm", "test"), Checks.Command("npm", "test")),
            "step 4 'check': 2 of its checks are named 'npm test'. Findings are told apart by name; rename one with .Named(...)."),
        new("a check without a name", () => Sample.Short().Check(Checks.Variable("A").Named("")),
            "step 4 'check': The check '' has no name. Name it."),
        new("a variable without a name", () => Sample.Short().Check(Checks.Variable("")),
            "step 4 'check': The check 'variable ' looks for a variable named ''. Give the variable's name, such as DATABASE_URL."),
        new("a port that there is not", () => Sample.Short().Check(Checks.Tcp("db", 65536)),
            "step 4 'check': The check 'tcp db:65536' names the port 65536. Ports go from 1 to 65535."),
        new("a port of no host", () => Sample.Short().Check(Checks.Tcp("", 80)),
            "step 4 'check': The check 'tcp :80' names no host. Give a host name or an address."),
        new("a port without time", () => Sample.Short().Check(Checks.Tcp("db", 80, TimeSpan.Zero)),
            "step 4 'check': The check 'tcp db:80' gives up after a time that is 0 s. Give it some seconds."),
        new("a relative address", () => Sample.Short().Gate("home", Checks.Http(new Uri("/home", UriKind.Relative))),
            "step 4 'home': The check 'GET /home' asks '/home'. Give an absolute address that begins with http:// or https://."),
        new("an address of another kind", () => Sample.Short().Check(Checks.Http(new Uri("ftp://example.com/"))),
            "step 4 'check': The check 'GET ftp://example.com/' asks 'ftp://example.com/'. Give an absolute address that begins with http:// or https://."),
        new("a command without a program", () => Sample.Short().Check(Checks.Command(new Command { FileName = "" }).Named("nothing")),
            "step 4 'check': Its command names no program. Give a path, or a name that is found on the PATH."),
        new("a command without time", () => Sample.Short().Check(Checks.Command(Command.Run("true").Within(TimeSpan.Zero))),
            "step 4 'check': The time limit of 'true' is 0 s. 10 minutes are usual."),
        new("green's address before green", () => Steps(Sample.Roles().Check(Checks.Command("curl", ReleaseToken.GreenUrl))),
            "step 1 'check': 'curl {green.url}' holds {green.url}, which is empty before green is deployed. Make it a gate after .DeployGreen()."),
        new("no snapshots", () => Steps(Sample.Roles().BackUp()),
            "step 1 'back up': It records nothing. Name snapshots, as in .BackUp(Snapshot.Database()), or drop the step."),
        new("a snapshot that nobody takes", () => Steps(Sample.Roles().BackUp(Snapshot.Dns)),
            "step 1 'back up': No provider records DNS records. Add one with .Services(...), or drop the snapshot."),
        new("a snapshot twice", () => Steps(Sample.Roles().BackUp(Snapshot.Database(), Snapshot.Database(verify: false))),
            "step 1 'back up': It records the database more than once. Keep one snapshot of each kind."),
        new("a snapshot too late", () => Steps(Sample.Roles().Expand().BackUp(Snapshot.Database())),
            "step 2 'back up': Step 1 'expand' has changed something by then. Move .BackUp(...) before it."),
        new("migrations that nobody runs", () => Steps(Bare().Expand()),
            "step 1 'expand': Nothing says who runs migrations. Add .Migrations(...) with a migration runner."),
        new("two expansions", () => Steps(Sample.Roles().Expand().Expand()),
            "step 2 'expand (2)': Step 1 has run all migrations of this phase. Drop one of the two."),
        new("an expansion after traffic", () => Sample.Short().Expand(),
            "step 4 'expand': Green has traffic by then, and needs what this adds. Move .Expand() before step 2."),
        new("a contraction without warning", () => Sample.Watched().Contract(),
            "step 5 'contract': It takes away what blue needs, but the plan names no point of no return. Put .PointOfNoReturn() before .Contract()."),
        new("a contraction before the point of no return", () => Sample.Watched().Contract().PointOfNoReturn().Wait(TimeSpan.FromMinutes(1)),
            "step 5 'contract': It takes away what blue needs before the point of no return in step 6. Put .PointOfNoReturn() before .Contract()."),
        new("a contraction before promotion", () => Sample.Roles().DeployGreen().ShiftTo(Percentage.All).PointOfNoReturn().Contract().Promote(),
            "step 3 'point of no return': Green is not live by then. Move it behind .Promote() and a .Watch(...).",
            "step 4 'contract': Green is live only after step 5. Move .Contract() behind .Promote() and a .Watch(...)."),
        new("a point of no return unwatched", () => Sample.Short().PointOfNoReturn().Contract(),
            "step 4 'point of no return': Green is live, but has not been watched by then. Put .Watch(...) between .Promote() and .PointOfNoReturn()."),
        new("a point of no return before nothing", () => Sample.Watched().PointOfNoReturn(),
            "step 5 'point of no return': Nothing comes after it. Drop it, or add .Contract()."),
        new("two points of no return", () => Sample.Watched().PointOfNoReturn().PointOfNoReturn().Contract(),
            "step 6 'point of no return (2)': The point of no return is step 5 already. Drop one of the two."),
        new("a watch after the point of no return", () => Sample.Watched().PointOfNoReturn().Contract().Watch(TimeSpan.FromMinutes(1)),
            "step 7 'watch (2)': There is no way back after step 5, so there is nothing to watch for. Move it before .PointOfNoReturn()."),
        new("an approval by nobody", () => Sample.Short().Approve("", TimeSpan.FromHours(1)),
            "step 4 'approval by ': It does not say who approves. Name a role, such as .Approve(\"dba\", ...)."),
        new("an approval that expires at once", () => Sample.Short().Approve("dba", TimeSpan.Zero),
            "step 4 'approval by dba': The time in which it expires is 0 s. Give people hours."),
        new("an approval that skips nothing", () => Sample.Watched().Approve("dba", TimeSpan.FromHours(1), Expiry.FinishWithoutContract),
            "step 5 'approval by dba': It finishes without contract on expiry, but no .Contract() comes after it. Use Expiry.RollBack, or add .Contract()."),
        new("an approval that finishes too early", () => Steps(Sample.Roles().Approve("dba", TimeSpan.FromHours(1), Expiry.FinishWithoutContract)).Watch(TimeSpan.FromMinutes(1)).PointOfNoReturn().Contract(),
            "step 1 'approval by dba': It finishes on expiry, but green is not live by then. Use Expiry.RollBack, or ask after .Promote()."),
        new("a gate that skips nothing", () => Sample.Watched().Gate("idle", Checks.Variable("IDLE"), onFailure: GateFailure.FinishWithoutContract),
            "step 5 'idle': It finishes without contract on failure, but no .Contract() comes after it. Use GateFailure.RollBack, or add .Contract()."),
        new("a gate that finishes too early", () => Sample.Roles().DeployGreen().Gate("idle", Checks.Variable("IDLE"), onFailure: GateFailure.FinishWithoutContract)
            .ShiftTo(Percentage.All).Promote().Watch(TimeSpan.FromMinutes(1)).PointOfNoReturn().Contract(),
            "step 2 'idle': It finishes on failure, but green is not live by then. Use GateFailure.RollBack, or ask after .Promote()."),
        new("an approval without a way back", () => Sample.Watched().PointOfNoReturn().Approve("dba", TimeSpan.FromHours(1)).Contract(),
            "step 6 'approval by dba': It rolls back on expiry, but there is no way back by then. Ask before .PointOfNoReturn()."),
    ];

    public static TheoryData<string> Names => MisuseCase.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void Build_reports(string name) => Cases.Single(misuse => misuse.Name == name).Check();

    private static Task<CheckResult> PassAsync(OperationContext operation, CancellationToken cancellationToken) => Task.FromResult(CheckResult.Pass());

    private static RolloutBuilder Bare() =>
        new RolloutBuilder("shop").Environment(new FakeSite()).Traffic(new FakeRouter()).WithoutTriggers("internal");

    private static RolloutBuilder Steps(RolloutBuilder plan) => plan.DeployGreen().ShiftTo(Percentage.All).Promote();
}
