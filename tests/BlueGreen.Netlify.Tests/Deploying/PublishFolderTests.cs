using BlueGreen.Netlify.Deploying;
using BlueGreen.Netlify.Tests.Fixtures;

namespace BlueGreen.Netlify.Tests.Deploying;

public sealed class PublishFolderTests : IDisposable
{
    private readonly Folders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public void Names_are_kept_as_they_are()
    {
        var folder = _folders.Make(("index.html", ""), ("a b/ü.txt", ""), ("100%.txt", ""), ("b/c/d.css", ""));
        Assert.Equal(["100%.txt", "a b/ü.txt", "b/c/d.css", "index.html"], Names(folder));
    }

    [Fact]
    public void What_begins_with_a_dot_stays_out_but_for_well_known()
    {
        var folder = _folders.Make(
            ("index.html", ""), (".env", "SECRET=1"), (".git/config", ""), ("a/.hidden", ""), (".well-known/security.txt", ""), (".well-known/.hidden", ""), ("__MACOSX/a", ""), ("_headers", ""), ("_redirects", ""));
        Assert.Equal([".well-known/security.txt", "_headers", "_redirects", "index.html"], Names(folder));
    }

    [Fact]
    public void Names_that_no_address_can_hold_are_all_named()
    {
        var folder = _folders.Make(("index.html", ""), ("a#b.txt", ""), ("c/d?.txt", ""));
        var refusal = Assert.Throws<ProviderException>(() => PublishFolder.Read(folder));
        Assert.Contains("'a#b.txt'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'c/d?.txt'", refusal.Message, StringComparison.Ordinal);
        Assert.False(refusal.IsTransient);
    }

    [Fact]
    public void Links_that_lead_out_are_refused()
    {
        var outside = Path.Combine(_folders.Make(("password.txt", "hush")), "password.txt");
        var folder = _folders.Make(("index.html", ""), ("real.txt", ""));
        File.CreateSymbolicLink(Path.Combine(folder, "inside.txt"), Path.Combine(folder, "real.txt"));
        Assert.Equal(["index.html", "inside.txt", "real.txt"], Names(folder));

        File.CreateSymbolicLink(Path.Combine(folder, "outside.txt"), outside);
        Assert.Contains("'outside.txt'", Assert.Throws<ProviderException>(() => PublishFolder.Read(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_deploy_is_refused()
    {
        Assert.Contains("would make the site empty", Assert.Throws<ProviderException>(() => PublishFolder.Read(_folders.Make((".env", "")))).Message, StringComparison.Ordinal);
        Assert.Contains("is not there", Assert.Throws<ProviderException>(() => PublishFolder.Read("/no/such/folder")).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(string folder) => PublishFolder.Read(folder).Select(file => file.Name);
}
