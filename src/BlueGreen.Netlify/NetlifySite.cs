using BlueGreen.Netlify;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlueGreen;

/// <summary>
/// A site at Netlify: its client, its settings, and the limit of uploads that everything shares which acts on it. Make one for each site and program. Nothing is sent before the first call.
/// Thread-safe.
/// </summary>
public sealed class NetlifySite : IDisposable
{
    private readonly SemaphoreSlim _publishing = new(1);

    /// <summary>Makes a site.</summary>
    /// <param name="options">The settings. Copied.</param>
    /// <param name="handler">Sends the requests; disposed with the site. Default: one of its own.</param>
    /// <param name="clock">Paces polls, repetitions and pauses. Default: the system's.</param>
    /// <param name="loggers">Where to log. Default: nowhere.</param>
    /// <exception cref="ArgumentException">Settings make no sense; all of them are named.</exception>
    public NetlifySite(NetlifyOptions options, HttpMessageHandler? handler = null, TimeProvider? clock = null, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options.Copy();
        Clock = clock ?? TimeProvider.System;
        Logger = loggers?.CreateLogger("BlueGreen.Netlify") ?? NullLogger.Instance;
        Client = new(Options, handler, Clock, loggers);
        Uploads = new(Options.Uploads);
    }

    /// <summary>The site, as the options name it.</summary>
    public string Name => Options.Site;

    /// <summary>Calls the API for this site.</summary>
    public NetlifyClient Client { get; }

    internal NetlifyOptions Options { get; }

    internal TimeProvider Clock { get; }

    internal ILogger Logger { get; }

    internal SemaphoreSlim Uploads { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        Uploads.Dispose();
        _publishing.Dispose();
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Changes what is live while nothing else of this process does.</summary>
    internal async Task AloneAsync(Func<Task> change, CancellationToken cancellationToken)
    {
        await _publishing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await change().ConfigureAwait(false);
        }
        finally
        {
            _publishing.Release();
        }
    }

    internal ProviderIdentity Identify(string role) => new($"netlify-{role}:{Name}", "1");
}
