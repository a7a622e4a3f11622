namespace BlueGreen.Http;

/// <summary>Settings of the pipeline that requests to one dependency go through. Read once, when the pipeline is made.</summary>
public sealed class HttpResilienceOptions
{
    /// <summary>
    /// How long a request may take with all its repetitions and pauses, until the answer's headers are there. Above zero, at most 1 hour. Default: 60 seconds.
    /// </summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one attempt may take, until the answer's headers are there. At most <see cref="TotalTimeout"/>. Default: 15 seconds.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a request that may be repeated is repeated. From 0, never, to 20. Default: 3.</summary>
    public int Retries { get; set; } = 3;

    /// <summary>How long to wait before the first repetition where the answer does not say; twice as long before each further one, with chance mixed in. Default: 1 second.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait where the answer does not say. Default: 30 seconds.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The request header that makes any method repeatable. Default: <c>Idempotency-Key</c>.</summary>
    public string IdempotencyKeyHeader { get; set; } = "Idempotency-Key";

    /// <summary>
    /// The longest pause for a rate limit to be lifted. Where more is asked for, or more than is left of <see cref="TotalTimeout"/>, the request fails at once with a
    /// <see cref="ProviderException"/> that says when to come back. Zero never pauses. Default: 30 seconds.
    /// </summary>
    public TimeSpan MaxPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Headers and query parameters that hold secrets besides those whose names say so; see <see cref="HttpRedaction"/>. Case does not matter.</summary>
    public ISet<string> SecretNames { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The breaker of the dependency.</summary>
    public DependencyBreakerOptions Breaker { get; } = new();
}
