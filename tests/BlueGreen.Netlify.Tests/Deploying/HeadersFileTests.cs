using System.Text;
using BlueGreen.Netlify.Deploying;

namespace BlueGreen.Netlify.Tests.Deploying;

public sealed class HeadersFileTests
{
    private const string Header = "x-deployment-version";

    [Fact]
    public void Alone_it_names_the_version_on_everything() => Assert.Equal("/*\n  x-deployment-version: 2.0.0\n", Merge(null));

    [Fact]
    public void The_users_own_rules_come_first_and_stay() =>
        Assert.Equal("/*\n  X-Frame-Options: DENY\n/a/*\n  Cache-Control: no-store\n/*\n  x-deployment-version: 2.0.0\n", Merge("/*\r\n  X-Frame-Options: DENY\r\n/a/*\r\n  Cache-Control: no-store\r\n\r\n"));

    [Fact]
    public void A_header_that_is_set_already_is_refused_with_its_line() =>
        Assert.Contains("Line 3 of _headers", Assert.Throws<ProviderException>(() => Merge("# mine\n/*\n  X-Deployment-Version: 7\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_version_that_no_header_can_hold_is_refused() =>
        Assert.Contains("beyond ASCII", Assert.Throws<ProviderException>(() => HeadersFile.Merge(null, Header, "zwölf")).Message, StringComparison.Ordinal);

    private static string Merge(string? own) => Encoding.UTF8.GetString(HeadersFile.Merge(own, Header, "2.0.0"));
}
