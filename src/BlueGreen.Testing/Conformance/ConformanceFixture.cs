namespace BlueGreen.Testing.Conformance;

/// <summary>What a kit needs besides the provider. A new fixture is opened for every check, and disposed after it.</summary>
public abstract class ConformanceFixture : IAsyncDisposable
{
    /// <summary>The application on whose behalf the kit calls. Default: <c>conformance</c>.</summary>
    public virtual string Application => "conformance";

    /// <summary>Paces the kit's waiting. Default: the system's clock.</summary>
    public virtual TimeProvider Clock => TimeProvider.System;

    /// <summary>How long one call may take before the kit says that it hangs. Default: 30 seconds.</summary>
    public virtual TimeSpan Patience => TimeSpan.FromSeconds(30);

    /// <summary>Gets ready what the check needs. Default: nothing.</summary>
    /// <param name="cancellationToken">Stops getting ready.</param>
    public virtual Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Makes what the provider acts on unreachable, until the result is disposed: stops a server, closes a port, unplugs a folder. Default: null, and the checks that
    /// need it are reported as exempted.
    /// </summary>
    /// <param name="cancellationToken">Stops the attempt.</param>
    public virtual Task<IAsyncDisposable?> TakeAwayAsync(CancellationToken cancellationToken) => Task.FromResult<IAsyncDisposable?>(null);

    /// <summary>Frees what the check used. Override it to free more.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
