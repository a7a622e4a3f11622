using BlueGreen;
using BlueGreen.Yarp;
using Quickstart.Load;
using Quickstart.Progress;
using Quickstart.Results;

namespace Quickstart;

/// <summary>Everything that a run consists of: storefronts, router, users, and what they have seen.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly Interrupt _interrupt = new();
    private readonly Summary _summary = new();
    private readonly Options _options;
    private readonly RunFolder _folder;
    private readonly RouterApp _app;
    private readonly LoadGenerator _load;
    private readonly ConsoleProgress _progress;
    private FormerRun _former = FormerRun.None;
    private bool _isOpen;
    private string? _live;

    private Shop(Options options, RunFolder folder, RouterApp app)
    {
        _options = options;
        _folder = folder;
        _app = app;
        _load = new(app.Url, options.RequestsPerSecond, TimeProvider.System);
        _progress = ConsoleProgress.Create(_load, TimeProvider.System);
        _interrupt.Back.Register(() => _progress.Say("Interrupted: a rollout that is under way goes back to blue first. Once more, and that is not waited for.", Tint.Alert));
        Environment = new(
            StorefrontPlan.Command.With(Leftovers.Variable, folder.FullName),
            new() { StateDirectory = folder.FullName, ReadinessPath = "/health", StopOnExit = true });
    }

    public ChildProcessEnvironment Environment { get; }

    public YarpTrafficRouter Router => _app.Router;

    public Uri Url => _app.Url;

    /// <returns>Null when users could not be let in; then it has been said why.</returns>
    public static async Task<Shop?> CreateAsync(Options options)
    {
        var (resumed, ended) = Leftovers.TakeUp(canResume: !options.InMemory);
        if (ended > 0)
        {
            Console.Error.WriteLine($"Ended {ended} storefronts of an earlier run that was killed.");
        }

        // Inherited, and no part of the command: a run may be resumed with another one.
        System.Environment.SetEnvironmentVariable("WarmUp", options.WarmUp.ToString());
        var folder = resumed ?? RunFolder.Create();
        if (await RouterApp.TryStartAsync(folder, options.Port, options.InMemory) is not { } app)
        {
            Refuse(options, folder, isResumed: resumed is not null);
            return null;
        }

        var shop = new Shop(options, folder, app);
        if (resumed is not null)
        {
            await shop.TakeUpAsync();
        }

        return shop;
    }

    /// <summary>Rolls out the first version and lets users in.</summary>
    public async Task OpenAsync(string version)
    {
        if (_former.IsOver(version))
        {
            return;
        }

        var opened = await RunAsync(StorefrontPlan.First(this), version);
        _summary.Expect(opened?.Outcome == RolloutOutcome.Succeeded, $"version {version} did not open: {opened?.Reason ?? "interrupted"}");
        if (opened?.Outcome == RolloutOutcome.Succeeded)
        {
            _live = version;
            StartLoad();
        }
    }

    /// <summary>Rolls out another version under load, and looks where users are afterwards.</summary>
    public async Task RollOutAsync(RolloutPlan plan, string version, RolloutOutcome expected)
    {
        if (_summary.HasProblems || _former.IsOver(version))
        {
            return;
        }

        var tally = _load.StartTally();
        if (await RunAsync(plan, version) is { } result)
        {
            var seen = tally.All;
            _summary.Add(RolloutFigures.Of(version, result, seen, await WriteReportAsync(result)), expected, isResumed: version == _former.UnderWay);
            _live = result.Outcome == RolloutOutcome.Succeeded ? version : _live;
            await LookWhereUsersAreAsync();
        }
    }

    /// <summary>Says how it went.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> CloseAsync()
    {
        _folder.MarkOver();
        var exitCode = _interrupt.IsRequested ? 130 : _summary.HasProblems ? 1 : 0;
        await _load.StopAsync();
        if (exitCode == 1)
        {
            _summary.Problems.ForEach(problem => _progress.Say($"✘ {problem}", Tint.Bad));
        }

        Console.WriteLine(_summary.ToJson());
        if (_options.KeepRunning && !_interrupt.IsRequested)
        {
            _progress.Say($"The storefront serves on at {Url} until Ctrl+C.");
            await _interrupt.Requested;
        }

        return exitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await _load.DisposeAsync();
        await Environment.DisposeAsync();
        await _app.DisposeAsync();
        Leftovers.EndOf(_folder);
        _folder.Dispose();
        _progress.Dispose();
        _interrupt.Dispose();
    }

    /// <summary>Goes on where a run was killed: users are back first, by the split that the register has kept.</summary>
    private async Task TakeUpAsync()
    {
        _former = await FormerRun.ReadAsync(_app.Store);
        _progress.Say(_former.UnderWay is { } version
            ? $"A run was killed while it rolled out {version}: that rollout is resumed as soon as its lease has expired, within 15 seconds."
            : "A run was killed between two rollouts: it is resumed with the next one.");
        _live = _former.Live;
        if (_live is not null)
        {
            StartLoad();
        }
    }

    private void StartLoad()
    {
        if (!_isOpen)
        {
            _isOpen = true;
            _load.Start();
        }
    }

    private async Task LookWhereUsersAreAsync()
    {
        if (_interrupt.Leave.IsCancellationRequested)
        {
            return;
        }

        var tally = _load.StartTally();
        await Task.Delay(TimeSpan.FromSeconds(1));
        var (here, all) = (tally.Of(_live!).Requests, tally.All.Requests);
        _summary.Expect(all > 0 && here == all, $"of {all} requests only {here} were answered by {_live}");
        _progress.Say($"Users are on {_live}: {here} of {all} requests.");
    }

    /// <summary>Without their port users cannot be let in. A killed run is left as it is, so that it can still be resumed.</summary>
    private static void Refuse(Options options, RunFolder folder, bool isResumed)
    {
        if (isResumed)
        {
            Console.Error.WriteLine(
                $"Port {folder.Port} of 127.0.0.1, where users of the killed run are, is taken by another program. End that program, or remove {folder.FullName} to begin anew.");
            return;
        }

        folder.Dispose();
        Console.Error.WriteLine(
            $"Port {options.Port} of 127.0.0.1 is taken by another program, so no user could reach the storefront. End that program, name another port with --port, or leave it out for a free one.");
    }

    /// <summary>A report that cannot be written is said, and spoils nothing.</summary>
    private async Task<string?> WriteReportAsync(RolloutResult result)
    {
        try
        {
            var files = await result.ToRecord().WriteReportAsync(_options.Reports);
            _progress.Say($"The report: {files.Html}");
            return files.Html;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _progress.Say($"The report could not be written to {_options.Reports}: {e.Message} Name another folder with --reports.", Tint.Alert);
            return null;
        }
    }

    private async Task<RolloutResult?> RunAsync(RolloutPlan plan, string version) => _interrupt.IsRequested
        ? null
        : await plan.RunAsync(
            new(version),
            new()
            {
                Store = _app.Store,
                Artifacts = _app.Artifacts,
                Progress = _progress,
                Start = new() { By = System.Environment.UserName, Key = version },
                Leave = _interrupt.Leave,
            },
            _interrupt.Back);
}
