using System.Diagnostics;
using System.Text.Json;

namespace NetlifyPostgres.Local;

/// <summary>What <c>npm run …</c> does in a team's repository, small enough for the local world, but done.</summary>
internal static class TeamScripts
{
    private static readonly string[] Health = ["/api/admin/health", "/api/public/system-status", "/api/attempts/health", "/api/cache/health"];

    /// <param name="name">The script.</param>
    /// <param name="release">The folder of what was built.</param>
    /// <param name="target">The deployment to ask, for tests that need one.</param>
    public static async Task<int> RunAsync(string name, string release, string? target)
    {
        if (name == "build:production")
        {
            LocalRelease.Of(Path.GetFileName(release)).Write(release);
            return 0;
        }

        if (target is null)
        {
            return CheckFiles(release);
        }

        using var http = new HttpClient { BaseAddress = new(target) };
        return name switch
        {
            "load-test" => await LoadAsync(http),
            "test:database" => await SubmitAsync(http) ? 0 : 1,
            _ => await AnswersAsync(http, Path.GetFileName(release)) ? 0 : 1,
        };
    }

    private static int CheckFiles(string release)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(release, "functions")))
        {
            Console.WriteLine($"{Path.GetFileName(file)}: {LocalRelease.Parse(File.ReadAllText(file)).Version}");
        }

        return 0;
    }

    private static async Task<bool> AnswersAsync(HttpClient http, string version)
    {
        foreach (var path in Health)
        {
            var answer = await http.GetFromJsonAsync<JsonElement>(path);
            Console.WriteLine($"{path}: {answer}");
            if (answer.GetProperty("version").GetString() != version)
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<bool> SubmitAsync(HttpClient http)
    {
        using var answer = await http.PostAsync("/api/attempts/submit?exam=2&student=2&score=50", null);
        Console.WriteLine(await answer.Content.ReadAsStringAsync());
        return answer.IsSuccessStatusCode;
    }

    /// <summary>Prints what a load test finds, to be compared with the last one that was good.</summary>
    private static async Task<int> LoadAsync(HttpClient http)
    {
        const int Requests = 100;
        var (begun, times) = (Stopwatch.GetTimestamp(), new List<double>());
        for (var i = 0; i < Requests; i++)
        {
            var sent = Stopwatch.GetTimestamp();
            (await http.GetAsync(Health[i % Health.Length])).EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Console.WriteLine(JsonSerializer.Serialize(new { requests = Requests, error_rate = 0.0, requests_per_second = Math.Round(Requests / seconds, 1), p50_ms = Math.Round(times.Order().ElementAt(Requests / 2), 2) }));
        return 0;
    }
}
