using BlueGreen;
using BlueGreen.Netlify;
using BlueGreen.Postgres;
using BlueGreen.Traffic;
using BlueGreen.Yarp;
using DurableHost.Serving;

namespace NetlifyPostgres.Plans;

/// <summary>Everybody whom the plans call. Nothing is asked before a rollout runs.</summary>
internal sealed class Parties : IAsyncDisposable
{
    private readonly RouterMetrics _metrics;

    public Parties(Place place, ITrafficRegister register)
    {
        Site = new(place.Netlify(place.Site));
        StagingSite = new(place.Netlify(place.StagingSite));
        StagingTraffic = new(StagingSite);
        Traffic = new(ExamPlans.Application, register);
        Database = new(place.Database);
        _metrics = new(place.RouterUrl, TimeProvider.System);
    }

    public NetlifySite Site { get; }

    public NetlifySite StagingSite { get; }

    /// <summary>Netlify's own traffic, which moves as a whole: enough where only tests visit.</summary>
    public NetlifyTrafficRouter StagingTraffic { get; }

    /// <summary>Shares: a router of one's own before the permalinks of the deploys, because deploys under an alias cannot take part in Netlify's split tests.</summary>
    public RegisterTrafficRouter Traffic { get; }

    public IMetricsSource Metrics => _metrics;

    public PostgresChecks Database { get; }

    public async ValueTask DisposeAsync()
    {
        Site.Dispose();
        StagingSite.Dispose();
        _metrics.Dispose();
        await Database.DisposeAsync();
    }
}
