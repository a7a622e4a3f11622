using System.IO.Compression;
using BlueGreen.Netlify.Deploying;
using BlueGreen.Netlify.Tests.Fixtures;

namespace BlueGreen.Netlify.Tests.Deploying;

public sealed class FunctionFolderTests : IDisposable
{
    private readonly Folders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public async Task The_same_content_gives_the_same_digest_whatever_its_times()
    {
        var first = _folders.Make(("hello.js", "exports.handler = 1"), ("order/b.js", "2"), ("order/a/c.js", "3"));
        var second = _folders.Make(("order/a/c.js", "3"), ("order/b.js", "2"), ("hello.js", "exports.handler = 1"));
        File.SetLastWriteTimeUtc(Path.Combine(second, "hello.js"), new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        var one = await ReadAsync(first);
        var two = await ReadAsync(second);

        Assert.Equal(["hello", "order"], one.Select(function => function.Name));
        Assert.Equal(one.Select(function => function.Digest), two.Select(function => function.Digest));
        using var zip = new ZipArchive(one[1].Open());
        Assert.Equal(["a/c.js", "b.js"], zip.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public async Task A_zip_is_sent_as_it_is_and_other_files_are_not()
    {
        var folder = _folders.Make(("ready.zip", "not looked into"), ("notes.txt", ""), (".eslintrc.js", ""));
        var function = Assert.Single(await ReadAsync(folder));
        Assert.Equal("ready", function.Name);
        using var reader = new StreamReader(function.Open());
        Assert.Equal("not looked into", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_of_one_name_and_odd_names_are_refused()
    {
        Assert.Contains("named 'a'", (await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(_folders.Make(("a.js", ""), ("a.mjs", ""))))).Message, StringComparison.Ordinal);
        Assert.Contains("'b c'", (await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(_folders.Make(("b c.js", ""))))).Message, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<DeployedContent>> ReadAsync(string folder) => await FunctionFolder.ReadAsync(folder, TestContext.Current.CancellationToken);
}
