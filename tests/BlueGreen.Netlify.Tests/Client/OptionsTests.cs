using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlueGreen.Netlify.Tests.Client;

public sealed class OptionsTests
{
    [Fact]
    public void Everything_wrong_is_reported_at_once()
    {
        var options = new NetlifyOptions
        {
            Site = "a/b",
            Token = new(" "),
            BaseAddress = new("http://api.example/"),
            CacheTags = [],
            Uploads = 0,
            PollInterval = TimeSpan.Zero,
            UploadTimeout = TimeSpan.FromHours(2),
            Folder = " ",
            Alias = "",
        };
        var refusal = Assert.Throws<ArgumentException>(() => new NetlifySite(options));
        Assert.All(
            ["Site must", "Token is blank", "BaseAddress must", "CacheTags is empty", "Uploads must", "PollInterval must", "UploadTimeout must", "Folder is blank", "Alias must"],
            fault => Assert.Contains(fault, refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_of_requests_are_checked_too()
    {
        var options = new NetlifyOptions { Site = "shop", Token = new("t") };
        options.Http.Retries = 99;
        Assert.Contains("Retries is 99", Assert.Throws<ArgumentException>(() => new NetlifySite(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_token_is_reported_when_the_program_starts()
    {
        var services = new ServiceCollection().AddBlueGreenNetlify(options => options.Site = "shop").BuildServiceProvider();
        var refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<NetlifySite>());
        Assert.Contains("Token must hold", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sites_of_a_program_are_kept_apart()
    {
        using var services = new ServiceCollection()
            .AddBlueGreenNetlify(Named("shop"))
            .AddBlueGreenNetlify("staging", Named("shop-staging"))
            .BuildServiceProvider();
        Assert.Equal("shop", services.GetRequiredService<NetlifySite>().Name);
        Assert.Equal("shop-staging", services.GetRequiredKeyedService<NetlifySite>("staging").Name);
        Assert.Same(services.GetRequiredService<NetlifySite>(), services.GetRequiredService<NetlifySite>());
    }

    private static Action<NetlifyOptions> Named(string site) => options => (options.Site, options.Token) = (site, new("t"));
}
