using BlueGreen.Testing.Reference;

namespace BlueGreen.Testing.Conformance;

/// <summary>What the kit of <see cref="IHealthProber"/> needs besides the prober.</summary>
public abstract class HealthProberFixture : ConformanceFixture
{
    /// <summary>Answered with status 200 and the JSON object <c>{"status":"healthy","checks":3}</c>.</summary>
    public const string HealthyPath = "/healthy";

    /// <summary>Answered with status 503.</summary>
    public const string UnhealthyPath = "/unhealthy";

    /// <summary>Answered with status 302 and <see cref="HealthyPath"/> as its location.</summary>
    public const string MovedPath = "/moved";

    /// <summary>Never answered.</summary>
    public const string HangingPath = "/hang";

    /// <summary>Answered with status 200 as soon as three requests for it are waiting at the same time.</summary>
    public const string TogetherPath = "/together";

    /// <summary>Answered with status 200 and a JSON object of 50 members <c>m00</c> to <c>m49</c> of 300 characters each.</summary>
    public const string ManyPath = "/many";

    private ReferenceSite? _site;

    /// <summary>Makes a prober.</summary>
    /// <param name="cancellationToken">Stops making it.</param>
    public abstract Task<IHealthProber> CreateAsync(CancellationToken cancellationToken);

    /// <summary>Starts a deployment that answers the paths of this class. Default: a small web server on a free port of 127.0.0.1.</summary>
    /// <param name="cancellationToken">Stops starting it.</param>
    public virtual Task<Deployment> ServeAsync(CancellationToken cancellationToken)
    {
        _site ??= ReferenceSite.Start();
        return Task.FromResult(_site.Deployment);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync().ConfigureAwait(false);
        }

        await base.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }
}
