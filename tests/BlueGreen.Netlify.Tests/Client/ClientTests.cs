using System.Collections.Immutable;
using System.Net;
using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Tests.Client;

public sealed class ClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_are_followed_to_the_last()
    {
        using var answers = new Answers(request => request.RequestUri!.Query.Contains("page=2", StringComparison.Ordinal)
            ? Answers.Json("""[{"id":"c"}]""")
            : Linked("""[{"id":"a"},{"id":"b"}]""", "<https://api.netlify.com/api/v1/sites/shop/deploys?page=2&per_page=100>; rel=\"next\", <https://api.netlify.com/api/v1/sites/shop/deploys?page=2>; rel=\"last\""));
        using var client = answers.Client();
        Assert.Equal(["a", "b", "c"], await IdsAsync(client));
        Assert.All(answers.Asked, asked => Assert.Equal("Bearer nfp-secret", asked.Authorization));
    }

    [Theory]
    [InlineData("https://elsewhere.example/api/v1/sites/shop/deploys?page=2")]
    [InlineData("http://api.netlify.com/api/v1/sites/shop/deploys?page=2")]
    [InlineData("https://api.netlify.com/other?page=2")]
    public async Task The_token_follows_no_page_to_another_place(string next)
    {
        using var answers = new Answers(_ => Linked("[]", $"<{next}>; rel=\"next\""));
        using var client = answers.Client();
        var refusal = await Assert.ThrowsAsync<ProviderException>(() => IdsAsync(client));
        Assert.Contains("the token would go there", refusal.Message, StringComparison.Ordinal);
        Assert.Single(answers.Asked);
    }

    [Fact]
    public async Task A_list_of_no_known_end_ends_where_a_page_names_itself()
    {
        using var answers = new Answers(request => Linked("[]", $"<{request.RequestUri}>; rel=\"next\""));
        using var client = answers.Client();
        Assert.Empty(await IdsAsync(client));
        Assert.True(answers.Asked.Count <= 2);
    }

    [Theory]
    [InlineData("""{"id":null,"state":null,"required":null,"created_at":null,"locked":null,"links":null}""")]
    [InlineData("""{"state":"a_state_of_tomorrow","unheard_of":{"a":[1]}}""")]
    [InlineData("{}")]
    public async Task Every_field_may_be_missing(string json)
    {
        using var answers = new Answers(_ => Answers.Json(json));
        using var client = answers.Client();
        var deploy = await client.ReadDeployAsync("d1", Token);
        Assert.Null(deploy.Required);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, """{"code":401,"message":"Access Denied"}""", false, "'401 Access Denied'", "NetlifyOptions.Token")]
    [InlineData(HttpStatusCode.NotFound, "Not Found", false, "'Not Found'", "NetlifyOptions.Site")]
    [InlineData(HttpStatusCode.UnprocessableEntity, """{"errors":{"a":["b"]}}""", false, "errors", "mend")]
    [InlineData(HttpStatusCode.BadGateway, "", true, "no message", "may pass")]
    [InlineData(HttpStatusCode.Unauthorized, "you sent nfp-secret", false, "'you sent ***'", "deploy d1 of site shop")]
    public async Task Refusals_say_what_was_tried_what_was_answered_and_the_remedy(HttpStatusCode status, string body, bool isTransient, string said, string remedy)
    {
        using var answers = new Answers(_ => new(status) { Content = new StringContent(body) });
        using var client = answers.Client(options => options.Http.Retries = 0);
        var refusal = await Assert.ThrowsAsync<ProviderException>(() => client.ReadDeployAsync("d1", Token));
        Assert.Equal(isTransient, refusal.IsTransient);
        Assert.Equal(status, Assert.IsType<HttpRequestException>(refusal.InnerException).StatusCode);
        Assert.StartsWith("Reading deploy d1 of site shop was answered with", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("nfp-secret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Creating_is_sent_once_and_what_is_absolute_again()
    {
        using var answers = new Answers(_ => new(HttpStatusCode.BadGateway));
        using var client = answers.Client(options => options.Http.Retries = 2);
        await Assert.ThrowsAsync<ProviderException>(() => client.CreateDeployAsync("t", new() { Draft = true }, Token));
        Assert.Single(answers.Asked);
        await Assert.ThrowsAsync<ProviderException>(() => client.RestoreDeployAsync("d1", Token));
        Assert.Equal(1 + 3, answers.Asked.Count);
    }

    [Fact]
    public async Task An_answer_that_is_no_json_leaves_open_whether_it_took_effect()
    {
        using var answers = new Answers(_ => Answers.Json(""));
        using var client = answers.Client();
        var failure = await Assert.ThrowsAsync<ProviderException>(() => client.CreateDeployAsync("t", new(), Token));
        Assert.True(failure.IsTransient);
        Assert.Contains("nothing", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paths_of_files_are_escaped_part_by_part()
    {
        using var answers = new Answers(_ => Answers.Json("{}"));
        using var client = answers.Client();
        using var content = new MemoryStream([1, 2, 3]);
        await client.UploadFileAsync("d1", "a b/ü & 100%.txt", content, Token);
        Assert.Equal("https://api.netlify.com/api/v1/deploys/d1/files/a%20b/%C3%BC%20%26%20100%25.txt", Assert.Single(answers.Asked).Address);
    }

    [Fact]
    public async Task A_purge_of_no_tags_is_never_sent()
    {
        using var answers = new Answers(_ => new(HttpStatusCode.Accepted));
        using var client = answers.Client();
        await Assert.ThrowsAsync<ArgumentException>(() => client.PurgeAsync("s1", [], Token));
        await Assert.ThrowsAsync<ArgumentException>(() => client.PurgeAsync("s1", [" "], Token));
        Assert.Empty(answers.Asked);
        await client.PurgeAsync("s1", null, Token);
        Assert.Single(answers.Asked);
    }

    [Fact]
    public async Task Shares_that_do_not_total_100_are_never_sent()
    {
        using var answers = new Answers(_ => Answers.Json("{}"));
        using var client = answers.Client();
        var shares = ImmutableSortedDictionary<string, int>.Empty.Add("main", 90).Add("green", 30);
        await Assert.ThrowsAsync<ArgumentException>(() => client.CreateSplitAsync(shares, Token));
        Assert.Empty(answers.Asked);
    }

    [Theory]
    [InlineData("""[{"branch":"main","percentage":90},{"branch":"green","percentage":10}]""")]
    [InlineData("""[{"name":"main","weight":90},{"name":"green","weight":10.0}]""")]
    [InlineData("""[{"main":90},{"green":10}]""")]
    [InlineData("""{"main":90,"green":10}""")]
    public async Task Shares_are_read_in_the_forms_that_are_seen(string branches)
    {
        using var answers = new Answers(_ => Answers.Json($$"""[{"id":"t1","active":true,"branches":{{branches}}}]"""));
        using var client = answers.Client();
        var splits = new List<NetlifyTrafficSplit>();
        await foreach (var split in client.ListSplitsAsync(Token))
        {
            splits.Add(split);
        }

        Assert.Equal([("green", 10d), ("main", 90d)], Assert.Single(splits).Shares()!.OrderBy(share => share.Key).Select(share => (share.Key, share.Value)));
    }

    private static HttpResponseMessage Linked(string json, string link)
    {
        var response = Answers.Json(json);
        response.Headers.TryAddWithoutValidation("Link", link);
        return response;
    }

    private static async Task<List<string?>> IdsAsync(NetlifyClient client)
    {
        var ids = new List<string?>();
        await foreach (var deploy in client.ListDeploysAsync(Token))
        {
            ids.Add(deploy.Id);
        }

        return ids;
    }
}
