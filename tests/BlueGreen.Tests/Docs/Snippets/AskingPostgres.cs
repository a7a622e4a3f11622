using BlueGreen;
using BlueGreen.Postgres;

namespace Acme;

public static class AskingPostgres
{
    public static RolloutBuilder Plan(RolloutBuilder builder, string connectionString)
    {
        // <snippet postgres-checks>
        var db = new PostgresChecks(connectionString);
        builder
            .Check(
                db.CanConnect(),
                db.CanRead("quizzes", "attempts"),
                db.AcceptsWrites("attempts"),
                db.ReplicationLagBelow(TimeSpan.FromSeconds(15)),
                db.NobodyWaitsLongerThan(TimeSpan.FromSeconds(5)))
            .Consistent("orphan attempts", db.CountIsZero("select count(*) from attempts a where not exists (select from quizzes q where q.id = a.quiz_id)"))
            .DeployGreen()
            .ShiftTo(Percentage.Of(10))
            .Consistent("no score above the maximum", db.NoRows("select id, score from attempts where score > 100"))
            .Consistent("the catalogue is there", db.Value<long>("select count(*) from quizzes", count => count >= 500, "at least 500"));
        // </snippet>
        return builder;
    }

    public static PostgresChecks Showing(string connectionString)
    {
        // <snippet postgres-checks-samples>
        var options = new PostgresCheckOptions { SampleRows = 3, StatementTimeout = TimeSpan.FromMinutes(2) };
        options.ShowText.Add("status");     // its text is no data of users
        options.Hide.Add("price");          // its numbers are nobody's business
        var db = new PostgresChecks(connectionString, options);
        Check check = db.CountIsZero("select count(*) from orders where status = 'lost'", samples: "select id, status, price from orders where status = 'lost'");
        // </snippet>
        GC.KeepAlive(check);
        return db;
    }
}
