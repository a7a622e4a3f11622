using BlueGreen;
using BlueGreen.Postgres;

namespace Acme;

public static class MeasuringPostgres
{
    public static RolloutBuilder Plan(RolloutBuilder builder, string connectionString)
    {
        // <snippet postgres-metrics>
        var jobs = new PostgresMetricsSource(connectionString,
        [
            PostgresMetric.Rate(Metric.Ratio("job_failures"), """
                select deployment, count(*), count(*) filter (where failed)
                from job where finished_at >= @from and finished_at < @until and deployment = any (@names)
                group by deployment
                """),
            PostgresMetric.Connections,
            PostgresMetric.Deadlocks,
        ]);
        builder
            .Metrics(jobs)
            .RollBackWhen(Metric.Ratio("job_failures").Above(Percentage.Of(2)).For(TimeSpan.FromMinutes(1)))
            .RollBackWhen(Metric.Usage("postgres_connections").Above(Percentage.Of(60)).For(TimeSpan.FromMinutes(1)))
            .RollBackWhen(Metric.Ratio("postgres_deadlocks").Above(Percentage.Of(0.1)).For(TimeSpan.FromMinutes(2)));
        // </snippet>
        return builder;
    }
}
