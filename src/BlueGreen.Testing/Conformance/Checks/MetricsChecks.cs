namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>What every metrics source promises.</summary>
internal static class MetricsChecks
{
    private const string Read = "IMetricsSource.ReadAsync";

    public static IReadOnlyList<CheckDefinition<MetricsTrial>> All { get; } =
    [
        Trial.Identity<MetricsTrial>(async t => (await t.CreateAsync().ConfigureAwait(false)).Identity),
        new("metrics-are-named", "A source says which metrics it answers, each once and always the same.", "IMetricsSource.Metrics", "Return a fixed list.", MetricsAreNamed),
        new("first-window-is-short", "The first reading covers about one interval, and does not end before it begins.", "MetricQuery.Since",
            "Begin at the watermark minus MetricQuery.Interval when Since is null.", FirstWindowIsShort),
        new("windows-join", "A window begins exactly at the watermark that was given back.", "MetricQuery.Since", "Begin at MetricQuery.Since, unchanged.", WindowsJoin),
        new("watermark-never-runs-back", "The watermark never runs backwards, in no instance.", "MetricReading.Watermark",
            "Derive it from the source's data or clock; never answer less than MetricQuery.Since.", WatermarkNeverRunsBack),
        new("only-what-was-asked", "There is at most one entry per deployment and metric, and none that was not asked for.", "MetricReading.Evidence", "Filter and merge before you answer.", OnlyWhatWasAsked),
        new("evidence-adds-up", "Values are finite, rates lie between 0 and 1 and are errors divided by requests, and buckets have one count more than bounds.", "MetricEvidence",
            "Compute the value from the counts that you return.", EvidenceAddsUp),
        new("no-data-is-an-answer", "A deployment that nothing is known of has no data: not 0, no exception. Its throughput may be 0.", "MetricEvidence.NoData",
            "Answer MetricEvidence.NoData, or leave the entry out.", NoDataIsAnAnswer),
        new("other-metrics-are-refused", "A metric that is not among Metrics is refused for good.", Read, "Throw ProviderException.Permanent and name what you answer.", OtherMetricsAreRefused),
        new("every-observation-counts-once", "Readings that join count each observation exactly once.", Read, "Count from a half-open window, and move the watermark only past what is complete.", EveryObservationCountsOnce),
        new("deployments-are-told-apart", "What one deployment did is not counted for another.", Read, "Group by deployment.", DeploymentsAreToldApart),
        new("nothing-kept-about-askers", "Two who ask for the same window get the same, also from different processes.", "IMetricsSource",
            "Do not reset counters when they are read; keep no 'last reading'.", NothingKeptAboutAskers),
        new("old-since-is-no-error", "A window that begins longer ago than the source remembers is answered from where it can, and said so.", "MetricReading.From",
            "Answer From later than Since, with a Watermark that is not before it.", OldSinceIsNoError),
        new("away-is-an-exception", "A source that could not be asked throws ProviderException; that is neither no data nor zero.", Read, "Wrap what asking throws in ProviderException.Transient.", AwayIsAnException),
        new("cancelled-read-throws", "A reading whose token is cancelled already throws OperationCanceledException.", Read, "Begin with cancellationToken.ThrowIfCancellationRequested().", CancelledRead),
        new("readings-at-once", "Thread-safe: many readings at once each cover the window that was asked for.", "IMetricsSource", "Keep nothing about a reading in the source.", ReadingsAtOnce),
    ];

    private static async Task MetricsAreNamed(MetricsTrial t)
    {
        var first = (await t.CreateAsync().ConfigureAwait(false)).Metrics;
        var second = (await t.CreateAsync().ConfigureAwait(false)).Metrics;
        t.Expect(first is { IsDefaultOrEmpty: false } && first.Distinct().Count() == first.Length && first.SequenceEqual(second), $"Metrics is {string.Join(", ", first)}, then {string.Join(", ", second)}");
    }

    private static async Task FirstWindowIsShort(MetricsTrial t)
    {
        var source = await t.CreateAsync().ConfigureAwait(false);
        var query = t.Query(source.Metrics);
        var reading = await t.ReadAsync(source, query).ConfigureAwait(false);
        t.Expect(reading.From <= reading.Watermark && reading.Watermark - reading.From <= query.Interval * 2, $"the window reaches from {reading.From:O} to {reading.Watermark:O}, with an interval of {query.Interval.TotalSeconds} s");
    }

    private static async Task WindowsJoin(MetricsTrial t)
    {
        var source = await t.CreateAsync().ConfigureAwait(false);
        var reading = await t.ReadAsync(source).ConfigureAwait(false);
        for (var i = 0; i < 3; i++)
        {
            var next = await t.ReadAsync(source, reading.Watermark).ConfigureAwait(false);
            t.Expect(next.From == reading.Watermark, $"the window begins at {next.From:O}, and the one before ended at {reading.Watermark:O}");
            reading = next;
        }
    }

    private static async Task WatermarkNeverRunsBack(MetricsTrial t)
    {
        var reading = await t.ReadAsync(await t.CreateAsync().ConfigureAwait(false)).ConfigureAwait(false);
        for (var i = 0; i < 3; i++)
        {
            var next = await t.ReadAsync(await t.CreateAsync().ConfigureAwait(false), reading.Watermark).ConfigureAwait(false);
            t.Expect(next.Watermark >= reading.Watermark, $"the watermark went from {reading.Watermark:O} back to {next.Watermark:O}");
            reading = next;
        }
    }

    private static async Task OnlyWhatWasAsked(MetricsTrial t)
    {
        var source = await t.CreateAsync().ConfigureAwait(false);
        var query = t.Query([source.Metrics[0]]) with { Deployments = [t.Blue] };
        var reading = await t.ReadAsync(source, query).ConfigureAwait(false);
        t.Expect(reading.Evidence is { IsDefault: false, Length: <= 1 } && reading.Evidence.All(e => e.Deployment == t.Blue && e.Metric == source.Metrics[0]),
            $"asked for {source.Metrics[0]} of {t.Blue}, answered {string.Join(", ", reading.Evidence.Select(e => $"{e.Metric} of {e.Deployment}"))}");
    }

    private static async Task EvidenceAddsUp(MetricsTrial t)
    {
        var source = await t.CreateAsync().ConfigureAwait(false);
        var start = await t.ReadAsync(source).ConfigureAwait(false);
        await t.ObserveAsync(t.Blue, 10, 3).ConfigureAwait(false);
        var reading = await t.ReadAsync(source, start.Watermark).ConfigureAwait(false);
        foreach (var evidence in reading.Evidence)
        {
            t.Expect(evidence.Value is null || double.IsFinite(evidence.Value.Value), $"{evidence.Metric} is {evidence.Value}");
            t.Expect(evidence.Samples >= 0 && evidence.Counts is null or { Requests: >= 0, Errors: >= 0 } && (evidence.Counts is not { } counts || counts.Errors <= counts.Requests), $"{evidence.Metric} has {evidence.Samples} samples and {evidence.Counts}");
            t.Expect(evidence.Buckets is not { } buckets || (buckets.Counts.Length == buckets.UpperBounds.Length + 1 && buckets.Counts.Sum() == evidence.Samples), $"{evidence.Metric} has buckets that do not hold its {evidence.Samples} samples");
            t.Expect(evidence.Metric != t.Rate || evidence.Value is null or (>= 0 and <= 1), $"{evidence.Metric} is {evidence.Value}, no fraction");
            t.Expect(evidence.Metric != t.Rate || evidence.Value is not { } value || evidence.Counts is not { } raw || Math.Abs(value - ((double)raw.Errors / raw.Requests)) < 1e-9, $"{evidence.Metric} is {evidence.Value}, but its counts are {evidence.Counts}");
        }
    }

    private static async Task NoDataIsAnAnswer(MetricsTrial t)
    {
        var source = await t.CreateAsync().ConfigureAwait(false);
        var unseen = new DeploymentId("never-deployed");
        var reading = await t.ReadAsync(source, t.Query(source.Metrics) with { Deployments = [unseen] }).ConfigureAwait(false);
        foreach (var metric in source.Metrics)
        {
            var evidence = reading.For(unseen, metric);
            t.Expect(evidence.IsNoData || (metric == new MetricName("throughput") && evidence.Value == 0), $"{metric} of a deployment that never was is {evidence.Value}");
        }
    }

    private static async Task OtherMetricsAreRefused(MetricsTrial t)
    {
        var source = await t.CreateAsync().ConfigureAwait(false);
        await t.RefusedAsync("ReadAsync of the metric 'phase-of-the-moon'", ct => source.ReadAsync(t.Query([new("phase-of-the-moon")]), t.Next(), ct), isTransient: false).ConfigureAwait(false);
    }

    private static async Task EveryObservationCountsOnce(MetricsTrial t)
    {
        var source = await t.CreateRatedAsync().ConfigureAwait(false);
        var reading = await t.ReadAsync(source).ConfigureAwait(false);
        long samples = 0;
        foreach (var observations in new[] { 5, 0, 7 })
        {
            await t.ObserveAsync(t.Blue, observations, 0).ConfigureAwait(false);
            reading = await t.ReadAsync(source, reading.Watermark).ConfigureAwait(false);
            samples += reading.For(t.Blue, t.Rate).Samples;
        }

        t.Expect(samples == 12, $"three joining windows count {samples} observations, not 12");
    }

    private static async Task DeploymentsAreToldApart(MetricsTrial t)
    {
        var source = await t.CreateRatedAsync().ConfigureAwait(false);
        var start = await t.ReadAsync(source).ConfigureAwait(false);
        await t.ObserveAsync(t.Blue, 4, 0).ConfigureAwait(false);
        await t.ObserveAsync(t.Green, 6, 6).ConfigureAwait(false);
        var reading = await t.ReadAsync(source, start.Watermark).ConfigureAwait(false);
        var (blue, green) = (reading.For(t.Blue, t.Rate), reading.For(t.Green, t.Rate));
        t.Expect(blue is { Value: 0, Samples: 4 } && green is { Value: 1, Samples: 6 }, $"blue has {blue.Samples} samples at {blue.Value}, green {green.Samples} at {green.Value}");
    }

    private static async Task NothingKeptAboutAskers(MetricsTrial t)
    {
        var source = await t.CreateRatedAsync().ConfigureAwait(false);
        var start = await t.ReadAsync(source).ConfigureAwait(false);
        await t.ObserveAsync(t.Blue, 8, 0).ConfigureAwait(false);
        foreach (var asker in new[] { source, source, await t.CreateAsync().ConfigureAwait(false) })
        {
            var samples = (await t.ReadAsync(asker, start.Watermark).ConfigureAwait(false)).For(t.Blue, t.Rate).Samples;
            t.Expect(samples == 8, $"who asks later gets {samples} of 8 observations");
        }
    }

    private static async Task OldSinceIsNoError(MetricsTrial t)
    {
        var source = await t.CreateAsync().ConfigureAwait(false);
        var first = await t.ReadAsync(source).ConfigureAwait(false);
        var since = first.Watermark - TimeSpan.FromDays(365);
        var reading = await t.ReadAsync(source, since).ConfigureAwait(false);
        t.Expect(reading.From >= since && reading.Watermark >= reading.From, $"the window reaches from {reading.From:O} to {reading.Watermark:O}");
    }

    private static async Task AwayIsAnException(MetricsTrial t)
    {
        var source = await t.CreateAsync().ConfigureAwait(false);
        await using var away = (await t.TakeAwayAsync().ConfigureAwait(false)).ConfigureAwait(false);
        await t.RefusedAsync("ReadAsync", ct => source.ReadAsync(t.Query(source.Metrics), t.Next(), ct), isTransient: true).ConfigureAwait(false);
    }

    private static async Task CancelledRead(MetricsTrial t)
    {
        var source = await t.CreateAsync().ConfigureAwait(false);
        await t.CancelledAsync("ReadAsync", ct => source.ReadAsync(t.Query(source.Metrics), t.Next(), ct)).ConfigureAwait(false);
    }

    private static async Task ReadingsAtOnce(MetricsTrial t)
    {
        var source = await t.CreateAsync().ConfigureAwait(false);
        var start = await t.ReadAsync(source).ConfigureAwait(false);
        var readings = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => t.ReadAsync(source, start.Watermark), t.Cancellation))).ConfigureAwait(false);
        t.Expect(readings.All(reading => reading.From == start.Watermark && reading.Watermark >= reading.From), $"a window begins at {readings.Max(reading => reading.From):O}, not {start.Watermark:O}");
    }
}
