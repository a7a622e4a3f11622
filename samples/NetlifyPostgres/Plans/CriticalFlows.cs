using System.Text.Json;
using BlueGreen;

namespace NetlifyPostgres.Plans;

/// <summary>What must work before a user meets green: a student takes an exam, and the result is kept.</summary>
internal static class CriticalFlows
{
    public static async Task RunAsync(Deployment green, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = green.Url };
        using var answer = await http.PostAsync("/api/attempts/submit?exam=1&student=1&score=80", null, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var attempt = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        if (attempt.GetProperty("score").GetInt32() != 80)
        {
            throw new InvalidOperationException($"An attempt was sent with a score of 80 and kept as {attempt}.");
        }
    }
}
