using BlueGreen.Tests.Plans.Fakes;

namespace BlueGreen.Tests.Plans;

public sealed class PlanPreviewTests
{
    [Fact]
    public void The_whole_procedure_reads_as_it_runs() => Assert.Equal(
        Expected(
            """
            storefront                                                                     plan 637d5e44ce26c95e

              environment   fake:site 1, not fenced
              traffic       fake:router 1, steps of 1%, fenced by token
              health        http 1: admin (GET /api/admin/health), public (GET /api/public/system-status),
                            attempt (GET /api/attempts/health), cache (GET /api/cache/health)
              metrics       fake:edge 1: error_rate, response_time, throughput
              metrics       fake:metrics 1: memory_usage, cpu_usage
              migrations    fake:migrations 1
              service       fake:backup 1
              requires      storefront-staging, plan 0174064c6eca2ee1, finished at most 1 d ago

            RULES, at any time ─────────────────────────────────────────────────────────────────────────────────
              ! error_rate > 5% for 2 min                roll back at once
              ! response_time > 2000 ms for 5 min        roll back gradually
              ! 3 health failures in a row within 1 min  roll back at once
              ! memory_usage > 90% for 3 min             roll back gradually
              . gradually, when a person asks: green 50% for 2 min, 0% for 1 min, validate for 5 min
              . sample every 10 s, give a sample up after 5 s
              . drain for 30 s, settle for 15 s
              . keep the newest 5 deployments

            STEPS, in this order ───────────────────────────────────────────────────────────────────────────────
               1  check                         within 10 min
                    run npm run lint
                    run npm test
                    variable DATABASE_URL
                    tcp db:5432
               2  back up                       within 30 min
                    deployment, variables, database (verified by restoring)
               3  orphan attempts               within  5 min
                    consistency: bound code
               4  expand                        within 30 min   undo: none, the schema stays
               5  deploy green                  within 15 min   undo: green is stopped
                    built with npm run build:production
               6  probe green                   within  5 min
               7  critical flows                within  3 min
                    gate: bound code
               8  load                          within 10 min
                    gate: run npm run load-test
               9  shift to 10%                  within  1 min   undo: all traffic to blue
              10  bake at 10%                   within  6 min
                    measure 2 min
                    require error_rate < 1%
                    on at least 100 requests for rates, 30 requests for times
              11  shift to 50%                  within  1 min   undo: all traffic to blue
              12  bake at 50%                   within  9 min
                    measure 3 min
                    compare with blue: worse when response_time > 1.2x, error_rate > 2x, memory_usage > 1.3x,
                    throughput < 0.8x
                    on at least 100 requests for rates, 30 requests for times
              13  shift to 100%                 within  1 min   undo: all traffic to blue
              14  promote                       within  2 min   undo: blue made live
              15  point www at green            within  2 min   undo: pointed at blue
              16  purge cdn                     within  2 min   undo: purged again
              17  verify x-deployment-version   within  5 min
                    at https://www.example.com/
              18  watch                         within 30 min
                    measure 10 min
                    on at least 100 requests for rates, 30 requests for times
              19  approval by dba               within    4 h
                    or finish without contract
              20  point of no return: no automatic way back from here ──────────────────────────────────────────
              21  contract                      within 30 min   undo: none

            At most 7 h 17 min from the first to the last step; holds and the way back are not counted.
            """),
        Sample.Storefront().Build().ToString());

    [Fact]
    public void An_emergency_and_a_router_without_shares_are_plain_to_see() => Assert.Equal(
        Expected(
            """
            shop                                                                           plan 90d014a11eff4767
            EMERGENCY: checkout is down

              environment   fake:site 1, not fenced
              traffic       fake:router 1, moves only as a whole, fenced by token
              health        http 1: api (GET /health)
              metrics       fake:metrics 1: error_rate, response_time, memory_usage, cpu_usage, throughput
              migrations    fake:migrations 1
              service       fake:backup 1

            RULES, at any time ─────────────────────────────────────────────────────────────────────────────────
              ! error_rate > 5% for 2 min  roll back at once
              . sample every 10 s, give a sample up after 5 s
              . drain for 30 s, settle for 15 s
              . the environment keeps what it keeps

            STEPS, in this order ───────────────────────────────────────────────────────────────────────────────
               1  deploy green    within 15 min   undo: green is stopped
               2  shift to 100%   within  1 min   undo: all traffic to blue
               3  promote         within  2 min   undo: blue made live
               4  wait 10 s      exactly   10 s

            At most 18 min 10 s from the first to the last step; holds and the way back are not counted.
            """),
        Sample.Roles(new FakeRouter(100))
            .DeployGreen().ShiftTo(Percentage.All).Promote().Wait(TimeSpan.FromSeconds(10)).Emergency("checkout is down")
            .Build().ToString());

    [Fact]
    public void Lines_have_at_most_100_columns_whatever_they_hold()
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 60));
        var plan = Sample.Short()
            .Health(Probe.Get(new string('n', 150), "/"))
            .Emergency(words + "\n" + words)
            .Gate(words, Checks.Command(new string('x', 300), words))
            .Step(new string('s', 130), new FakeStep(), undo: words, settings: new Dictionary<string, string> { ["key"] = words })
            .RollBackWhen(Metric.Ratio(new string('m', 120)).Above(Percentage.Of(5)).For(TimeSpan.FromMinutes(1)))
            .Metrics(new FakeMetrics("m", new MetricName(new string('m', 120))))
            .Build();

        Assert.All(plan.ToString().Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public void A_comparison_says_what_it_compares_and_how_often_it_is_wrong()
    {
        var plan = Sample.Roles()
            .RollBackWhen(When.GreenIsWorse().In(Metric.ErrorRate).In(Metric.ResponseTime).Tolerating(Factor.Of(1.2)))
            .DeployGreen().ShiftTo(Percentage.Of(10)).BakeUntil(When.GreenIsGoodEnough(), TimeSpan.FromMinutes(30)).ShiftTo(Percentage.All).Promote().Build();

        var preview = string.Join(' ', plan.ToString().Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("! green is worse than blue roll back at once", preview, StringComparison.Ordinal);
        Assert.Contains(
            ". green is worse than blue: error_rate, response_time at every sample; rolls back at most 1% of releases that are no worse; "
            + "up to 1.2x the odds are put up with; times at first: 1 min 30 s up to 8x", preview, StringComparison.Ordinal);
        Assert.Contains(
            "measure at least 1 min until green is shown to be below 2x blue's odds of failing or failing less than 0.1%, wrong in at most 5%", preview, StringComparison.Ordinal);
    }

    private static string Expected(string text) => text.ReplaceLineEndings("\n");
}
