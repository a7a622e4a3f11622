using BlueGreen.Netlify.Tests.Fixtures;
using BlueGreen.NetlifyEmulator.Faults;
using BlueGreen.NetlifyEmulator.World;

namespace BlueGreen.Netlify.Tests;

/// <summary>What is sent when a release is deployed, and what is served then.</summary>
public sealed class DeployTests
{
    private static readonly HttpClient Visitor = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_in_the_folder_is_served_with_the_version()
    {
        await using var emulated = await Emulated.StartAsync(Token);
        var folder = emulated.Folders.Make(
            ("index.html", "home"), ("a b/ü & 100%.txt", "names"), (".well-known/security.txt", "contact"), (".env", "SECRET=1"), ("_headers", "/*\n  X-Frame-Options: DENY\n"));
        var deployment = await DeployAsync(emulated, new("2.0.0") { Artifact = folder });

        using var home = await Visitor.GetAsync(deployment.Url, Token);
        Assert.Equal("home", await home.Content.ReadAsStringAsync(Token));
        Assert.Equal("2.0.0", Assert.Single(home.Headers.GetValues("x-deployment-version")));
        Assert.Equal("DENY", Assert.Single(home.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("names", await Visitor.GetStringAsync(new Uri(deployment.Url, "/a%20b/%C3%BC%20%26%20100%25.txt"), Token));
        Assert.Equal("contact", await Visitor.GetStringAsync(new Uri(deployment.Url, "/.well-known/security.txt"), Token));
        Assert.Equal("2.0.0", deployment.Version);
        Assert.True(deployment.Endpoints.ContainsKey("alias"));
    }

    [Fact]
    public async Task Only_what_is_missing_is_uploaded_once_and_with_its_length()
    {
        await using var emulated = await Emulated.StartAsync(Token);
        await DeployAsync(emulated, new("1.0.0") { Artifact = emulated.Folders.Make(("shared.css", "p {}"), ("one.txt", "one")) });
        emulated.Netlify.Requests.Clear();

        await DeployAsync(emulated, new("2.0.0") { Artifact = emulated.Folders.Make(("shared.css", "p {}"), ("two.txt", "two"), ("copy of two.txt", "two")) }, "op-2");

        var uploads = emulated.Netlify.Requests.Of("PUT", "/deploys/*/files/**");
        Assert.Equal(2, uploads.Count);   // _headers, and one of the two with the same content
        Assert.All(uploads, upload => Assert.False(upload.IsChunked));
        Assert.All(uploads, upload => Assert.Equal(upload.Size, upload.ContentLength));
    }

    [Fact]
    public async Task Many_files_are_compared_in_the_background_and_sent_a_few_at_a_time()
    {
        await using var emulated = await Emulated.StartAsync(Token, new() { Pace = DeployPace.EachPoll, ConcurrentUploads = 5, UploadTime = TimeSpan.FromMilliseconds(20) });
        var files = Enumerable.Range(0, 150).Select(i => ($"{i}.txt", $"content {i}")).ToArray();
        var deployment = await DeployAsync(emulated, new("2.0.0") { Artifact = emulated.Folders.Make(files) });

        Assert.Equal("content 149", await Visitor.GetStringAsync(new Uri(deployment.Url, "/149.txt"), Token));
        Assert.Contains("\"async\":true", Assert.Single(emulated.Netlify.Requests.Of("PUT", "/sites/*/deploys/*")).Json, StringComparison.Ordinal);
        Assert.InRange(emulated.Netlify.Requests.MostConcurrentUploads, 2, 5);
        Assert.DoesNotContain(emulated.Netlify.Requests.Of("*", "/**"), request => request.Status == 429);
    }

    [Fact]
    public async Task A_large_file_is_streamed()
    {
        await using var emulated = await Emulated.StartAsync(Token);
        var folder = emulated.Folders.Make(("index.html", "home"));
        await using (var large = File.Create(Path.Combine(folder, "large.bin")))
        {
            large.SetLength(40_000_000);
        }

        await DeployAsync(emulated, new("2.0.0") { Artifact = folder });
        var upload = Assert.Single(emulated.Netlify.Requests.Of("PUT", "/deploys/*/files/large.bin"));
        Assert.Equal((40_000_000L, false), (upload.ContentLength, upload.IsChunked));
    }

    [Fact]
    public async Task Functions_are_zipped_and_sent()
    {
        await using var emulated = await Emulated.StartAsync(Token);
        var functions = emulated.Folders.Make(("hello.js", "exports.handler = 1"), ("order/order.js", "exports.handler = 2"));
        var environment = new NetlifyEnvironment(emulated.Connect(options => options.Functions = functions));
        var deployment = await environment.DeployAsync(Calls.Of(emulated.Folders.Release("2.0.0")), Token);

        var uploads = emulated.Netlify.Requests.Of("PUT", "/deploys/*/functions/*");
        Assert.Equal(["hello", "order"], uploads.Select(upload => upload.Path.Split('/')[^1]).Order());
        Assert.All(uploads, upload => Assert.Contains($"runtime=js&size={upload.Size}", upload.Query, StringComparison.Ordinal));
        Assert.NotNull(deployment);
    }

    [Fact]
    public async Task Progress_is_told()
    {
        using var sink = new Sink();
        await using var emulated = await Emulated.StartAsync(Token, new() { Pace = DeployPace.EachPoll });
        await new NetlifyEnvironment(emulated.Connect(options => options.Progress = sink)).DeployAsync(Calls.Of(emulated.Folders.Release("2.0.0")), Token);

        Assert.IsType<NetlifyDeployBegun>(sink.Progress.First());
        Assert.Equal([1, 2, 3, 4], sink.Progress.OfType<NetlifyFileUploaded>().Select(upload => upload.Done).Order());
        Assert.Equal(["new", "uploading", "processing", "processed", "ready"], sink.Progress.OfType<NetlifyDeployStateSeen>().Select(seen => seen.State).Where(state => state != "uploaded"));
    }

    [Fact]
    public async Task A_crash_in_the_middle_of_the_uploads_is_gone_on_from()
    {
        await using var emulated = await Emulated.StartAsync(Token);
        var operation = Calls.Of(emulated.Folders.Release("2.0.0"));
        emulated.Netlify.Faults.Add("PUT", "/deploys/*/files/**", Fault.Reset, from: 2, times: int.MaxValue);
        var first = new NetlifyEnvironment(emulated.Connect(options => (options.Uploads, options.UploadRetries) = (1, 0)));
        Assert.True((await Assert.ThrowsAsync<ProviderException>(() => first.DeployAsync(operation, Token))).IsTransient);
        emulated.Netlify.Faults.Clear();
        emulated.Netlify.Requests.Clear();

        await new NetlifyEnvironment(emulated.Connect()).DeployAsync(operation, Token);

        Assert.Empty(emulated.Netlify.Requests.Of("POST", "/sites/*/deploys"));
        Assert.Equal(3, emulated.Netlify.Requests.Of("PUT", "/deploys/*/files/**").Count);
        Assert.Single(await Traces.DeploysAsync(emulated, Token));
    }

    [Fact]
    public async Task A_deploy_that_fails_says_why_and_is_not_made_again()
    {
        await using var emulated = await Emulated.StartAsync(Token);
        emulated.Netlify.NextDeploys.Enqueue(new(Error: "the page is too large"));
        var environment = new NetlifyEnvironment(emulated.Connect());
        var operation = Calls.Of(emulated.Folders.Release("2.0.0"));
        for (var i = 0; i < 2; i++)
        {
            var failure = await Assert.ThrowsAsync<ProviderException>(() => environment.DeployAsync(operation, Token));
            Assert.False(failure.IsTransient);
            Assert.Contains("the page is too large", failure.Message, StringComparison.Ordinal);
        }

        Assert.Single(emulated.Netlify.Requests.Of("POST", "/sites/*/deploys"));
        Assert.Empty(emulated.Netlify.Requests.Of("POST", "/deploys/*/cancel"));
    }

    [Fact]
    public async Task A_deploy_that_hangs_is_named_at_the_deadline_and_not_cancelled()
    {
        await using var emulated = await Emulated.StartAsync(Token);
        emulated.Netlify.NextDeploys.Enqueue(new(StuckIn: "processing"));
        var operation = Calls.Of(emulated.Folders.Release("2.0.0")) with { TimeLeft = TimeSpan.FromSeconds(3) };
        var failure = await Assert.ThrowsAsync<ProviderException>(() => new NetlifyEnvironment(emulated.Connect()).DeployAsync(operation, Token));
        Assert.True(failure.IsTransient);
        Assert.Contains("still 'processing'", failure.Message, StringComparison.Ordinal);
        Assert.Empty(emulated.Netlify.Requests.Of("POST", "/deploys/*/cancel"));
    }

    [Fact]
    public async Task Looks_that_fail_are_taken_again()
    {
        await using var emulated = await Emulated.StartAsync(Token, new() { Pace = DeployPace.EachPoll });
        var rule = emulated.Netlify.Faults.Add("GET", "/sites/*/deploys/*", Fault.Answer(500), times: 20);
        await new NetlifyEnvironment(emulated.Connect(options => options.Http.Retries = 0)).DeployAsync(Calls.Of(emulated.Folders.Release("2.0.0")), Token);
        Assert.Equal(20, rule.Met);
        Assert.Empty(emulated.Netlify.Requests.Of("POST", "/deploys/*/cancel"));
    }

    [Fact]
    public async Task Uploads_are_tried_again_after_an_empty_401()
    {
        await using var emulated = await Emulated.StartAsync(Token);
        var rule = emulated.Netlify.Faults.Add("PUT", "/deploys/*/files/**", Fault.Answer(401));
        await DeployAsync(emulated, emulated.Folders.Release("2.0.0"));
        Assert.Equal(1, rule.Met);
    }

    [Fact]
    public async Task Nothing_is_created_without_the_lease()
    {
        await using var emulated = await Emulated.StartAsync(Token);
        var operation = Calls.Of(emulated.Folders.Release("2.0.0")) with { HoldsLease = () => false };
        var failure = await Assert.ThrowsAsync<ProviderException>(() => new NetlifyEnvironment(emulated.Connect()).DeployAsync(operation, Token));
        Assert.True(failure.IsTransient);
        Assert.DoesNotContain(emulated.Netlify.Requests.Of("*", "/**"), request => request.Method != "GET");
    }

    [Fact]
    public async Task A_release_without_a_folder_is_refused()
    {
        await using var emulated = await Emulated.StartAsync(Token);
        var failure = await Assert.ThrowsAsync<ProviderException>(() => DeployAsync(emulated, new("2.0.0")));
        Assert.Contains("NetlifyOptions.Folder", failure.Message, StringComparison.Ordinal);
    }

    private static Task<Deployment> DeployAsync(Emulated emulated, Release release, string name = "op-1") => new NetlifyEnvironment(emulated.Connect()).DeployAsync(Calls.Of(release, name), Token);
}
