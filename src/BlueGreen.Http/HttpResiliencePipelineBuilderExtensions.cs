using BlueGreen.Http.Breaking;
using BlueGreen.Http.Pacing;
using BlueGreen.Http.Repeating;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Polly;

namespace BlueGreen.Http;

/// <summary>Puts pipelines together.</summary>
public static class HttpResiliencePipelineBuilderExtensions
{
    /// <summary>Adds a breaker in front of what follows.</summary>
    /// <typeparam name="TResult">What the calls bring.</typeparam>
    /// <param name="builder">The pipeline.</param>
    /// <param name="breaker">The breaker. Pipelines that share it count together.</param>
    /// <param name="isFailure">
    /// Which outcomes are failures. Other results are successes; other exceptions are neither. Default: every exception, except that of a caller who gave up.
    /// </param>
    /// <returns>The pipeline.</returns>
    public static ResiliencePipelineBuilder<TResult> AddDependencyBreaker<TResult>(
        this ResiliencePipelineBuilder<TResult> builder, DependencyBreaker breaker, Func<Outcome<TResult>, bool>? isFailure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(breaker);
        return builder.AddStrategy(context => new BreakerStrategy<TResult>(breaker, isFailure ?? (outcome => outcome.Exception is not null), context.Telemetry));
    }

    /// <summary>
    /// Adds everything that requests to one dependency go through, from the outside in: total timeout, repetition, pacing by rate limit, breaker, attempt timeout. Without
    /// <c>context.SetRequestMessage(request)</c> on the execution's context no request without an answer is repeated. Time is that of the pipeline's <see cref="TimeProvider"/>;
    /// give the breaker the same.
    /// </summary>
    /// <param name="builder">The pipeline.</param>
    /// <param name="breaker">The breaker of the dependency. As failures it counts: no answer, 408, and 5xx without 501 and 505.</param>
    /// <param name="options">The settings; those of the breaker are not looked at. Default: as the settings say.</param>
    /// <param name="logger">Is told of pauses. Default: nobody.</param>
    /// <returns>The pipeline.</returns>
    /// <exception cref="OptionsValidationException">Settings are out of range; all of them are named.</exception>
    public static ResiliencePipelineBuilder<HttpResponseMessage> AddBlueGreenResilience(
        this ResiliencePipelineBuilder<HttpResponseMessage> builder, DependencyBreaker breaker, HttpResilienceOptions? options = null, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(breaker);
        options ??= new();
        ThrowIfInvalid(breaker.Dependency, options);

        var clock = builder.TimeProvider ?? TimeProvider.System;
        var time = new CallTime(options.TotalTimeout, clock);
        var pacing = new PacingStrategy(breaker.Dependency, options.MaxPause, time, clock, logger ?? NullLogger.Instance);
        builder.AddStrategy(_ => time)
            .AddTimeout(new Polly.Timeout.TimeoutStrategyOptions { Name = "BlueGreen.TotalTimeout", Timeout = options.TotalTimeout });
        if (options.Retries > 0)
        {
            builder.AddRetry(new RepeatRule(options, time, clock).ToOptions());
        }

        return builder
            .AddStrategy(_ => pacing)
            .AddDependencyBreaker(breaker, HttpFailure.IsFailure)
            .AddTimeout(new Polly.Timeout.TimeoutStrategyOptions { Name = "BlueGreen.AttemptTimeout", Timeout = options.AttemptTimeout });
    }

    private static void ThrowIfInvalid(string dependency, HttpResilienceOptions options)
    {
        var validation = new HttpResilienceOptionsValidator().Validate(dependency, options);
        if (validation.Failed)
        {
            throw new OptionsValidationException(dependency, typeof(HttpResilienceOptions), validation.Failures);
        }
    }
}
