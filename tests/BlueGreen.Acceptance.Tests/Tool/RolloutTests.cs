using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace BlueGreen.Acceptance.Tests.Tool;

/// <summary>Rollouts through the deploy tool, over HTTP.</summary>
public sealed class RolloutTests(OpenTool tool) : IClassFixture<OpenTool>, IDisposable
{
    private const int Patience = 600_000;

    private readonly ToolClient _viewer = new(tool.Run, Caller.Viewer);
    private readonly ToolClient _operator = new(tool.Run, Caller.Operator);
    private readonly ToolClient _approver = new(tool.Run, Caller.Approver);

    public void Dispose()
    {
        _viewer.Dispose();
        _operator.Dispose();
        _approver.Dispose();
    }

    [Fact(Timeout = Patience)]
    public async Task A_rollout_is_watched_approved_and_rolled_back_when_it_has_finished()
    {
        var token = TestContext.Current.CancellationToken;
        var unserved = tool.Visitors.Unserved;
        var id = await _operator.StartAsync("2.0.0");
        var before = await _viewer.WatchUntilAsync(id, "approvalRequested");
        await ApproveAsync(id, before[^1]);
        var after = await _viewer.WatchAsync(id, before[^1].Sequence, token).ToArrayAsync(token);

        Happened[] all = [.. before, .. after];
        Assert.Equal(Enumerable.Range(1, all.Length).Select(n => (long)n), all.Select(happened => happened.Sequence));
        Assert.All(all, happened => Assert.True(happened.HasItsSequenceAsId));
        Assert.Equal(["10", "100"], all.Where(happened => happened.Kind == "trafficShifted").Select(happened => happened["green"]));
        Assert.Equal(Caller.Operator.Name, all[0]["by"]);
        Assert.Equal(Caller.Approver.Name, Assert.Single(all, happened => happened.Kind == "approvalGranted")["by"]);
        Assert.Equal(("rolloutClosed", "Succeeded"), (all[^1].Kind, all[^1]["outcome"]));
        Assert.StartsWith("Storefront 2.0.0", await _viewer.VisitAsync(), StringComparison.Ordinal);

        var back = await _operator.AskAsync(id, "rollback", new { strategy = "immediate", reason = "checkout fails", incident = "INC-7" });
        Assert.NotEqual(id, back);
        Assert.Equal("RolledBack", (await _viewer.WatchUntilAsync(back, "rolloutClosed"))[^1]["outcome"]);
        Assert.StartsWith("Storefront 1.0.0", await _viewer.VisitAsync(), StringComparison.Ordinal);
        Assert.Equal((Caller.Operator.Name, "INC-7"), (Text(await StatusAsync(back), "by"), Text(await StatusAsync(back), "incident")));
        Assert.Equal(unserved, tool.Visitors.Unserved);
    }

    [Fact(Timeout = Patience)]
    public async Task Where_a_rollout_stands_is_shown_with_its_plan()
    {
        var id = await StartUntilApprovalAsync("2.1.0");
        var page = await _viewer.StatusAsync(id);
        var status = page.GetProperty("status");
        Assert.Contains("STEPS, in this order", Text(page, "preview"), StringComparison.Ordinal);
        Assert.Equal(("Active", "2.1.0"), (Text(status.GetProperty("summary"), "standing"), Text(status.GetProperty("summary"), "version")));
        Assert.Equal(("approval by approver", "approver"), (Text(status, "step"), Text(status.GetProperty("approval"), "role")));
        Assert.Equal(("1.0.0", "2.1.0"), (Text(status.GetProperty("blue"), "version"), Text(status.GetProperty("green"), "version")));

        using var list = await _viewer.GetAsync("/rollouts?openOnly=true");
        var open = await list.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(id, Text(Assert.Single(open.EnumerateArray()), "rollout"));

        await _approver.AskAsync(id, "reject", new { step = Text(status, "step"), fingerprint = Text(status.GetProperty("approval"), "fingerprint"), reason = "not on a Friday" });
        var end = (await _viewer.WatchUntilAsync(id, "rolloutClosed"))[^1];
        Assert.Contains("not on a Friday", end["reason"], StringComparison.Ordinal);

        using var report = await _viewer.GetAsync($"/rollouts/{id}/report");
        Assert.Equal("text/html", report.Content.Headers.ContentType?.MediaType);
        Assert.Contains("not on a Friday", await report.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using var nothingMore = await _viewer.SendAsync(HttpMethod.Get, $"/rollouts/{id}/events", lastEventId: end.Sequence);
        Assert.Equal(HttpStatusCode.NoContent, nothingMore.StatusCode);
    }

    [Fact(Timeout = Patience)]
    public async Task A_second_start_is_refused_unless_it_has_the_same_key_and_an_abort_brings_everybody_back()
    {
        var token = TestContext.Current.CancellationToken;
        var id = await _operator.StartAsync("2.2.0", key: "build-2200");
        Assert.Equal(id, await _operator.StartAsync("2.2.0", key: "build-2200"));
        using var second = await _operator.PostAsync("/rollouts", new { plan = "storefront", version = "2.3.0" });
        await RefusedAsync(second, HttpStatusCode.Conflict, $"'storefront' has the active rollout {id}");

        await _viewer.WatchUntilAsync(id, "trafficShifted");
        await _operator.AskAsync(id, "pause", new { reason = "looking" });
        var paused = (await _viewer.WatchUntilAsync(id, "signalAccepted"))[^1];
        Assert.Equal("Person", Text(Assert.Single((await StatusAsync(id)).GetProperty("holds").EnumerateArray()), "hold"));
        await _operator.AskAsync(id, "resume", new { reason = "seen" });
        Assert.Equal("signalAccepted", (await _viewer.WatchAsync(id, paused.Sequence, token).FirstAsync(happened => happened.Kind.StartsWith("signal", StringComparison.Ordinal), token)).Kind);

        await _operator.AskAsync(id, "abort", new { reason = "wrong version" });
        var end = (await _viewer.WatchUntilAsync(id, "rolloutClosed"))[^1];
        Assert.Equal("RolledBack", end["outcome"]);
        Assert.StartsWith("Storefront 1.0.0", await _viewer.VisitAsync(), StringComparison.Ordinal);

        using var late = await _operator.PostAsync($"/rollouts/{id}/pause", new { reason = "looking" });
        await RefusedAsync(late, HttpStatusCode.Conflict, $"Rollout {id} is closed");
    }

    [Fact(Timeout = Patience)]
    public async Task A_gradual_rollback_takes_the_plans_stages_and_can_be_hurried()
    {
        var token = TestContext.Current.CancellationToken;
        var id = await _operator.StartAsync("2.4.0");
        await _viewer.WatchUntilAsync(id, "trafficShifted");
        Assert.Equal(id, await _operator.AskAsync(id, "rollback", new { strategy = "gradual", reason = "slow answers" }));
        var started = (await _viewer.WatchUntilAsync(id, "rollbackStarted"))[^1];
        var stages = (await StatusAsync(id)).GetProperty("plan").GetProperty("gradualRollback").GetProperty("stages");
        Assert.Equal(JsonSerializer.Serialize(stages), JsonSerializer.Serialize(started.Entry.GetProperty("event").GetProperty("strategy").GetProperty("stages")));

        await _operator.AskAsync(id, "rollback", new { strategy = "immediate", reason = "no answers" });
        var rest = await _viewer.WatchAsync(id, started.Sequence, token).ToArrayAsync(token);
        Assert.Contains(rest, happened => happened.Kind == "rollbackEscalated");
        Assert.Equal("RolledBack", rest[^1]["outcome"]);
    }

    [Fact]
    public async Task Nobody_gets_in_without_a_token_that_is_known()
    {
        using var anonymous = new ToolClient(tool.Run.Url, null);
        using var stranger = new ToolClient(tool.Run.Url, new string('x', 64));
        foreach (var client in new[] { anonymous, stranger })
        {
            using var list = await client.GetAsync("/rollouts");
            Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (list.StatusCode, list.Headers.WwwAuthenticate.ToString()));
            using var start = await client.PostAsync("/rollouts", new { plan = "storefront", version = "2.0.0" });
            await RefusedAsync(start, HttpStatusCode.Unauthorized, null);
        }
    }

    [Fact]
    public async Task Callers_may_do_what_their_roles_say()
    {
        (ToolClient Client, string Path, object Body)[] forbidden =
        [
            (_viewer, "/rollouts", new { plan = "storefront", version = "2.0.0" }),
            (_approver, "/rollouts/some/abort", new { reason = "no" }),
            (_approver, "/rollouts/some/rollback", new { strategy = "immediate", reason = "no" }),
            (_operator, "/rollouts/some/approve", new { step = "s", fingerprint = "f" }),
            (_viewer, "/rollouts/some/reject", new { step = "s", fingerprint = "f" }),
        ];
        foreach (var (client, path, body) in forbidden)
        {
            using var response = await client.PostAsync(path, body);
            await RefusedAsync(response, HttpStatusCode.Forbidden, null);
        }

        foreach (var client in new[] { _viewer, _operator, _approver })
        {
            using var list = await client.GetAsync("/rollouts");
            Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        }

        Assert.All(Caller.All, caller => Assert.DoesNotContain(caller.Token, tool.Run.StandardOutput.Text + tool.Run.StandardError.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nobody", HttpStatusCode.NotFound, "There is no rollout nobody in this store")]
    [InlineData("no_body", HttpStatusCode.BadRequest, "The rollout id 'no_body' must have 1 to 64 letters, digits and '-'. Take it from the answer that started the rollout, or from the list at /rollouts.")]
    public async Task An_unknown_rollout_is_said_to_be(string id, HttpStatusCode status, string detail)
    {
        foreach (var path in new[] { $"/rollouts/{id}", $"/rollouts/{id}/events", $"/rollouts/{id}/report" })
        {
            using var response = await _viewer.GetAsync(path);
            await RefusedAsync(response, status, detail);
        }

        foreach (var (verb, body) in new (string, object)[] { ("abort", new { reason = "x" }), ("rollback", new { strategy = "gradual", reason = "x" }) })
        {
            using var response = await _operator.PostAsync($"/rollouts/{id}/{verb}", body);
            await RefusedAsync(response, status, detail);
        }
    }

    [Theory]
    [InlineData("/rollouts", """{ "plan": "shop", "version": "2.0.0" }""", HttpStatusCode.NotFound, "No plan is registered under 'shop'. Registered: storefront.")]
    [InlineData("/rollouts", """{ "plan": "storefront", "version": " " }""", HttpStatusCode.BadRequest, "Version")]
    [InlineData("/rollouts", """{ "plan": "storefront", "version": "2.0.0\u0007" }""", HttpStatusCode.BadRequest, "no control characters")]
    [InlineData("/rollouts", """{ "plan": "storefront" }""", HttpStatusCode.BadRequest, "'version'")]
    [InlineData("/rollouts/some/rollback", """{ "strategy": "sideways", "reason": "x" }""", HttpStatusCode.BadRequest, "$.strategy")]
    [InlineData("/rollouts/some/rollback", """{ "strategy": "immediate", "reason": "" }""", HttpStatusCode.BadRequest, "'reason'")]
    public async Task What_cannot_be_asked_is_refused_with_the_reason(string path, string body, HttpStatusCode status, string detail)
    {
        using var response = await _operator.PostAsync(path, JsonDocument.Parse(body).RootElement);
        await RefusedAsync(response, status, detail);
    }

    [Fact]
    public async Task What_the_tool_does_not_answer_never_reaches_the_storefront()
    {
        using var response = await _operator.SendAsync(HttpMethod.Put, "/rollouts/some/abort");
        await RefusedAsync(response, HttpStatusCode.NotFound, "The tool does not answer PUT /rollouts/some/abort");
        Assert.False(response.Headers.Contains("x-storefront-version"));
    }

    private async Task<string> StartUntilApprovalAsync(string version)
    {
        var id = await _operator.StartAsync(version);
        await _operator.AskAsync(id, "promote", new { reason = "quickly" });
        await _viewer.WatchUntilAsync(id, "approvalRequested");
        return id;
    }

    private async Task ApproveAsync(string id, Happened asked)
    {
        var answer = new { step = asked["step"], fingerprint = asked["fingerprint"], by = "mallory" };
        using var notTheirs = await _operator.PostAsync($"/rollouts/{id}/approve", answer);
        Assert.Equal(HttpStatusCode.Forbidden, notTheirs.StatusCode);
        await _approver.AskAsync(id, "approve", answer);
    }

    private async Task<JsonElement> StatusAsync(string id) => (await _viewer.StatusAsync(id)).GetProperty("status");

    private static async Task RefusedAsync(HttpResponseMessage response, HttpStatusCode status, string? detail)
    {
        Assert.Equal((status, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Contains(detail ?? "", problem.TryGetProperty("detail", out var text) ? text.GetString() : "", StringComparison.Ordinal);
    }

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();
}
