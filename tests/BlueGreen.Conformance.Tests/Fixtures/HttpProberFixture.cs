using BlueGreen.Testing.Conformance;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>The HTTP prober and a Kestrel that answers the kit's paths.</summary>
internal sealed class HttpProberFixture : HealthProberFixture
{
    private readonly HttpHealthProber _prober = new();
    private readonly TaskCompletionSource _together = new();
    private WebApplication? _app;
    private int _waiting;

    public override Task<IHealthProber> CreateAsync(CancellationToken cancellationToken) => Task.FromResult<IHealthProber>(_prober);

    public override async Task<Deployment> ServeAsync(CancellationToken cancellationToken)
    {
        if (_app is null)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            _app = builder.Build();
            Map(_app);
            await _app.StartAsync(cancellationToken);
        }

        return new() { Id = new("site"), Version = "2.0.0", Url = new(_app.Urls.Single()) };
    }

    public override async ValueTask DisposeAsync()
    {
        _prober.Dispose();
        await (_app?.DisposeAsync() ?? ValueTask.CompletedTask);
        await base.DisposeAsync();
    }

    private void Map(WebApplication app)
    {
        app.MapGet(HealthyPath, () => Json("""{"status":"healthy","checks":3}"""));
        app.MapGet(UnhealthyPath, () => Results.StatusCode(503));
        app.MapGet(MovedPath, () => Results.Redirect(HealthyPath));
        app.MapGet(HangingPath, (CancellationToken aborted) => Task.Delay(Timeout.Infinite, aborted));
        app.MapGet(ManyPath, () => Json($"{{{string.Join(',', Enumerable.Range(0, 50).Select(i => $"\"m{i:00}\":\"{new string('x', 300)}\""))}}}"));
        app.MapGet(TogetherPath, async (CancellationToken aborted) =>
        {
            if (Interlocked.Increment(ref _waiting) == 3)
            {
                _together.SetResult();
            }

            await _together.Task.WaitAsync(aborted);
        });
    }

    private static IResult Json(string text) => Results.Text(text, "application/json");
}
