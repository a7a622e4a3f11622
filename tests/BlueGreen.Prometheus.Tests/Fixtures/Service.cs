using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Prometheus.Tests.Fixtures;

/// <summary>A version of a shop that really answers, and counts what it answers as OpenTelemetry does.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _version;
    private readonly int _failsEvery;
    private readonly double _memory;
    private long _requests;
    private long _errors;

    private Service(string version, int failsEvery, double memory)
    {
        (_version, _failsEvery, _memory) = (version, failsEvery, memory);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/", Answer);
        _app.MapGet("/metrics", () => Results.Text(Page(), "text/plain; version=0.0.4"));
    }

    public Uri Address => new(_app.Urls.Single());

    /// <param name="version">Its version.</param>
    /// <param name="failsEvery">Which of its answers are errors; 0 for none.</param>
    /// <param name="memory">How much of its memory it says to use.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<Service> StartAsync(string version, int failsEvery = 0, double memory = 0.4, CancellationToken cancellationToken = default)
    {
        var service = new Service(version, failsEvery, memory);
        await service._app.StartAsync(cancellationToken);
        return service;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Answer()
    {
        var number = Interlocked.Increment(ref _requests);
        if (_failsEvery == 0 || number % _failsEvery != 0)
        {
            return Results.Text(_version);
        }

        Interlocked.Increment(ref _errors);
        return Results.StatusCode(500);
    }

    private string Page()
    {
        var errors = Interlocked.Read(ref _errors);
        var good = Interlocked.Read(ref _requests) - errors;
        return string.Create(CultureInfo.InvariantCulture, $$"""
            http_server_request_duration_seconds_count{version="{{_version}}",http_response_status_code="200"} {{good}}
            http_server_request_duration_seconds_count{version="{{_version}}",http_response_status_code="500"} {{errors}}
            process_resident_memory_bytes{version="{{_version}}"} {{_memory * 1000}}

            """);
    }
}
