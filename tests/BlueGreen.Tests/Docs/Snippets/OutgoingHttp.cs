using BlueGreen.Http;
using Microsoft.Extensions.DependencyInjection;
using Polly;

namespace Acme;

public static class OutgoingHttp
{
    public static void Register(IServiceCollection services)
    {
        // <snippet http-client>
        services.AddHttpClient("cdn", client => client.BaseAddress = new("https://api.cdn.example/"))
            .AddBlueGreenResilience("cdn", options =>
            {
                options.AttemptTimeout = TimeSpan.FromSeconds(10);
                options.Breaker.OpenFor = TimeSpan.FromSeconds(30);   // 5 failures, 60 s, 3 successes are the defaults
                options.SecretNames.Add("tenant");                    // a query parameter or header that logs must not show
            });
        // </snippet>
    }

    public static string Steer(IServiceProvider services)
    {
        // <snippet http-breaker>
        var breaker = services.GetRequiredKeyedService<DependencyBreaker>("cdn");
        breaker.Isolate("maintenance until noon");   // refuses every call, and says why
        breaker.Close();                             // counts from zero again
        return $"{breaker.Dependency}: {breaker.State}, ask again in {breaker.RetryAfter}";
        // </snippet>
    }

    public static ResiliencePipeline<int> Guard(TimeProvider clock)
    {
        // <snippet http-any-pipeline>
        var breaker = new DependencyBreaker("queue", new() { Failures = 3, OnChange = change => Console.Error.WriteLine(change) }, clock);
        return new ResiliencePipelineBuilder<int> { TimeProvider = clock }
            .AddDependencyBreaker(breaker)
            .AddTimeout(TimeSpan.FromSeconds(5))   // inside, so that a call that hangs gives its place back
            .Build();
        // </snippet>
    }

    public static Task<HttpResponseMessage> SendAsync(HttpClient client, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // <snippet http-repeat>
        request.Headers.Add("Idempotency-Key", "deploy-42");   // or request.MayRepeat(), where sending twice does no harm
        return client.SendAsync(request, cancellationToken);
        // </snippet>
    }
}
