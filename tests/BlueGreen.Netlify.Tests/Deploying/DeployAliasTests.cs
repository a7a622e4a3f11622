using BlueGreen.Netlify.Api;
using BlueGreen.Netlify.Deploying;

namespace BlueGreen.Netlify.Tests.Deploying;

public sealed class DeployAliasTests
{
    private const string Template = "green-{release.version}";

    [Theory]
    [InlineData("1.2.3", "green-1-2-3")]
    [InlineData("2.0.0-rc.1+build.5", "green-2-0-0-rc-1-build-5")]
    [InlineData("Über/Long_Name!", "green-ber-long-name")]
    public void Becomes_a_host_label(string version, string alias) => Assert.Equal(alias, Make(version));

    [Fact]
    public void Long_ones_end_with_a_digest_and_stay_apart()
    {
        var first = Make($"{new string('x', 60)}1");
        var second = Make($"{new string('x', 60)}2");
        Assert.All([first, second], alias => Assert.Equal(37, alias.Length));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Alias_and_site_fit_into_one_label()
    {
        var site = new NetlifySiteInfo { Name = new string('s', 50) };
        Assert.Equal(11, DeployAlias.Make(Template, new("1.2.3-alpha"), site, null).Length);
        Assert.Contains("leaves no room", Refusal(Template, "1", new() { Name = new string('s', 60) }, null), StringComparison.Ordinal);
    }

    [Fact]
    public void The_production_branch_is_refused()
    {
        Assert.Contains("publish the deploy at once", Refusal("main", "1", new() { Name = "shop" }, null), StringComparison.Ordinal);
        Assert.Contains("publish the deploy at once", Refusal("Live.Branch", "1", new() { Name = "shop", BuildSettings = new() { RepoBranch = "live/branch" } }, null), StringComparison.Ordinal);
        Assert.Contains("publish the deploy at once", Refusal("{release.version}", "trunk", new() { Name = "shop" }, "trunk"), StringComparison.Ordinal);
        Assert.Equal("main", DeployAlias.Make("main", new("1"), new() { Name = "shop" }, "trunk"));
    }

    [Fact]
    public void Nothing_left_is_refused() => Assert.Contains("no letters and digits", Refusal("{release.version}", "***", new() { Name = "shop" }, null), StringComparison.Ordinal);

    private static string Make(string version) => DeployAlias.Make(Template, new(version), new() { Name = "shop" }, null);

    private static string Refusal(string template, string version, NetlifySiteInfo site, string? branch) =>
        Assert.Throws<ProviderException>(() => DeployAlias.Make(template, new(version), site, branch)).Message;
}
