using System.Collections.Concurrent;

namespace DurableHost.Asking;

/// <summary>Users of the storefront, so that there is something to judge.</summary>
internal static class Visitors
{
    private const int PerSecond = 50;

    public static async Task<int> RunAsync(Options options)
    {
        using var interrupt = new Interrupt();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        var answers = new ConcurrentDictionary<string, int>();
        var visits = new List<Task>();
        try
        {
            while (await timer.WaitForNextTickAsync(interrupt.Token))
            {
                visits.Add(VisitAsync(http, options.Router, answers, interrupt.Token));
                if (visits.Count == PerSecond)
                {
                    await Task.WhenAll(visits);
                    visits.Clear();
                    Console.WriteLine($"{DateTimeOffset.UtcNow:HH:mm:ss}  {string.Join(", ", answers.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}"))}");
                    answers.Clear();
                }
            }
        }
        catch (OperationCanceledException)
        {
        }

        await Task.WhenAll(visits);
        return ExitCode.Interrupted;
    }

    private static async Task VisitAsync(HttpClient http, Uri router, ConcurrentDictionary<string, int> answers, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(router, cancellationToken);
            var version = response.Headers.TryGetValues("x-deployment-version", out var values) ? values.First() : "no version";
            Count(answers, response.IsSuccessStatusCode ? version : $"{version} answered {(int)response.StatusCode}");
        }
        catch (HttpRequestException)
        {
            Count(answers, "no answer");
        }
        catch (OperationCanceledException)
        {
            Count(answers, "too late");
        }
    }

    private static void Count(ConcurrentDictionary<string, int> answers, string what) => answers.AddOrUpdate(what, 1, (_, count) => count + 1);
}
