using BlueGreen;
using BlueGreen.Netlify;
using BlueGreen.Postgres;
using BlueGreen.Prometheus;
using BlueGreen.Traffic;
using BlueGreen.Yarp;

namespace NetlifyPostgres.Plans;

/// <summary>Everybody whom the plans call. Nothing is asked before a rollout runs.</summary>
internal sealed class Parties : IAsyncDisposable
{
    public Parties(Place place, ITrafficRegister register)
    {
        Site = new(place.Netlify(place.Site));
        StagingSite = new(place.Netlify(place.StagingSite));
        StagingTraffic = new(StagingSite);
        Traffic = new(ExamPlans.Application, register);
        Database = new(place.Database);
        Metrics = ExamMetrics.Of(place);
    }

    public NetlifySite Site { get; }

    public NetlifySite StagingSite { get; }

    /// <summary>Netlify's own traffic, which moves as a whole: enough where only tests visit.</summary>
    public NetlifyTrafficRouter StagingTraffic { get; }

    /// <summary>Shares: a router of one's own before the permalinks of the deploys, because deploys under an alias cannot take part in Netlify's split tests.</summary>
    public RegisterTrafficRouter Traffic { get; }

    public PrometheusMetrics Metrics { get; }

    public PostgresChecks Database { get; }

    public async ValueTask DisposeAsync()
    {
        Site.Dispose();
        StagingSite.Dispose();
        Metrics.Dispose();
        await Database.DisposeAsync();
    }
}
