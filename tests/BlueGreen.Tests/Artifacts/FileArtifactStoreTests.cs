using System.Runtime.Versioning;
using System.Text;
using BlueGreen.Artifacts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Tests.Artifacts;

public sealed class FileArtifactStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-").FullName;
    private readonly FakeTimeProvider _clock = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Root => Path.Combine(_folder, "artifacts");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_written_is_there_for_another_process_too()
    {
        await WriteAsync(Store(), new("r-1", "dump.bin"), "content");

        var other = Store();
        Assert.Equal("content", await ReadAsync(other, new("r-1", "dump.bin")));
        Assert.Equal([new ArtifactName("r-1", "dump.bin")], await ListAsync(other, "r-1"));
        Assert.Null(await ReadAsync(other, new("r-1", "other")));
        Assert.Empty(await ListAsync(other, "r-2"));

        await other.DeleteAsync(new("r-1", "dump.bin"), Token);
        await other.DeleteAsync(new("r-1", "dump.bin"), Token);
        await other.DeleteAsync(new("nobody", "nothing"), Token);
        Assert.Empty(await ListAsync(other, "r-1"));
    }

    [Theory]
    [InlineData("../../escape")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("/etc/passwd")]
    [InlineData("a/b\\c:d*e")]
    [InlineData(".tmp-x")]
    [InlineData("grün %2F")]
    [InlineData("a\0b")]
    public async Task No_name_leaves_the_folder_and_every_name_comes_back(string name)
    {
        var store = Store();

        await WriteAsync(store, new(name, name), "x");

        Assert.Equal([new ArtifactName(name, name)], await ListAsync(store, name));
        Assert.Equal("x", await ReadAsync(store, new(name, name)));
        var file = Assert.Single(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
        Assert.Equal(Root, Path.GetDirectoryName(Path.GetDirectoryName(file)));
    }

    [Fact]
    public async Task Names_that_cannot_be_are_refused()
    {
        var store = Store();
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(store, new("", "a"), "x"));
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(store, new("a", ""), "x"));
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(store, new("a", new string('x', 201)), "x"));
        Assert.False(Directory.Exists(Root));
    }

    [Fact]
    public async Task A_write_that_breaks_off_leaves_what_was_there()
    {
        var store = Store();
        await WriteAsync(store, new("a", "b"), "before");

        await Assert.ThrowsAsync<ProviderException>(() => store.WriteAsync(new("a", "b"), new BrokenStream(), Token));

        Assert.Equal("before", await ReadAsync(store, new("a", "b")));
        Assert.Single(Directory.GetFiles(Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_reader_keeps_what_it_opened_while_it_is_replaced()
    {
        var store = Store();
        await WriteAsync(store, new("a", "b"), "before");
        await using var open = await store.OpenAsync(new("a", "b"), Token);

        await WriteAsync(store, new("a", "b"), "after");

        Assert.Equal("before", await new StreamReader(open!).ReadToEndAsync(Token));
        Assert.Equal("after", await ReadAsync(store, new("a", "b")));
    }

    [Fact]
    public async Task Writers_at_once_leave_one_whole_artifact()
    {
        var store = Store();
        var contents = Enumerable.Range(0, 8).Select(n => new string((char)('a' + n), 100_000)).ToArray();

        await Task.WhenAll(contents.Select(content => WriteAsync(store, new("a", "b"), content)));

        Assert.Contains(await ReadAsync(store, new("a", "b")), contents);
        Assert.Single(Directory.GetFiles(Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_this_user_may_read()
    {
        await WriteAsync(Store(), new("a", "b"), "x");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Root, "a", "b")));
        Assert.All([Root, Path.Combine(Root, "a")], folder => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder)));
    }

    [Fact]
    public async Task Secrets_are_taken_out_of_what_is_declared_as_text_whatever_it_is_called()
    {
        var store = Store(options => options.Secrets.Add(new("s3cret-value")));

        await WriteAsync(store, new("a", "out.bin"), "it is s3cret-value", ContentType.Text);
        await WriteAsync(store, new("a", "dump.txt"), "it is s3cret-value");
        await WriteAsync(store, new("a", "dump.log"), "it is s3cret-value", ContentType.Json);

        Assert.Equal("it is ***", await ReadAsync(store, new("a", "out.bin")));
        Assert.Equal("it is s3cret-value", await ReadAsync(store, new("a", "dump.txt")));
        Assert.Equal("it is s3cret-value", await ReadAsync(store, new("a", "dump.log")));
    }

    [Fact]
    public async Task An_owner_keeps_its_newest_and_its_baselines()
    {
        var store = Store(options => options.Retention = new() { MaximumPerOwner = 2 });
        foreach (var name in new[] { "baseline-load-1.json", "1", "2", "3" })
        {
            await WriteAsync(store, new("a", name), "x");
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["2", "3", "baseline-load-1.json"], (await ListAsync(store, "a")).Select(name => name.Name));
    }

    [Fact]
    public async Task What_is_too_old_goes_and_so_does_what_a_crash_left_behind()
    {
        var store = Store();
        await WriteAsync(store, new("old", "a"), "x");
        await WriteAsync(store, new("old", "baseline-load-1.json"), "x");
        var left = Path.Combine(Root, "old", ".tmp-crashed");
        await File.WriteAllTextAsync(left, "half", Token);
        File.SetLastWriteTimeUtc(left, _clock.GetUtcNow().UtcDateTime);
        Assert.Equal(["a", "baseline-load-1.json"], (await ListAsync(store, "old")).Select(name => name.Name));

        _clock.Advance(TimeSpan.FromDays(89));
        await WriteAsync(store, new("new", "b"), "x");
        Assert.Equal(2, (await ListAsync(store, "old")).Length);
        Assert.False(File.Exists(left));

        _clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await store.PruneAsync(Token));
        Assert.Equal(["baseline-load-1.json"], (await ListAsync(store, "old")).Select(name => name.Name));
        Assert.Single(await ListAsync(store, "new"));
    }

    [Fact]
    public async Task What_is_old_and_cannot_be_deleted_stops_no_write_and_is_logged()
    {
        var logs = new LogLines();
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(logs));
        services.AddBlueGreenFileArtifacts(Root, options => options.Retention = new() { Keep = name => name.Name == "b" ? throw new IOException("the disk is asleep") : false });
        await using var provider = services.BuildServiceProvider();
        var store = Assert.IsType<FileArtifactStore>(provider.GetRequiredService<IArtifactStore>());

        await store.WriteAsync(new("r", "a"), new MemoryStream([1]), Token);
        Assert.Empty(logs.Lines);
        await store.WriteAsync(new("r", "b"), new MemoryStream([1]), Token);

        Assert.Equal(["a", "b"], (await ListAsync(store, "r")).Select(name => name.Name));
        var line = Assert.Single(logs.Lines);
        Assert.StartsWith($"Warning 32: Old artifacts in {Root} could not be deleted", line, StringComparison.Ordinal);
        Assert.EndsWith("the disk is asleep", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_named()
    {
        await File.WriteAllTextAsync(Root, "a file", Token);

        var refused = await Assert.ThrowsAsync<ProviderException>(() => WriteAsync(Store(), new("a", "b"), "x"));

        Assert.Contains(Root, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_replaces_the_one_in_memory_whenever_it_is_added(bool first)
    {
        var services = new ServiceCollection();
        _ = first ? services.AddBlueGreenFileArtifacts(Root) : null;
        services.AddBlueGreen();
        _ = first ? null : services.AddBlueGreenFileArtifacts(Root);

        using var provider = services.BuildServiceProvider();
        Assert.IsType<FileArtifactStore>(provider.GetRequiredService<IArtifactStore>());
    }

    [Fact]
    public void All_faults_in_its_settings_are_named()
    {
        var services = new ServiceCollection();
        services.AddBlueGreenFileArtifacts(Root, options => options.Retention = new() { MaximumAge = TimeSpan.Zero, MaximumPerOwner = 0 });
        using var provider = services.BuildServiceProvider();

        var faults = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.Equal(2, faults.Failures.Count());
        Assert.Throws<ArgumentException>(() => new FileArtifactStore(new()));
    }

    private FileArtifactStore Store(Action<FileArtifactStoreOptions>? configure = null)
    {
        var options = new FileArtifactStoreOptions { Directory = Root };
        configure?.Invoke(options);
        return new(options, _clock);
    }

    private static async Task WriteAsync(FileArtifactStore store, ArtifactName name, string content, ContentType type = default) =>
        await store.WriteAsync(name, type, new MemoryStream(Encoding.UTF8.GetBytes(content)), Token);

    private static async Task<string?> ReadAsync(FileArtifactStore store, ArtifactName name)
    {
        await using var content = await store.OpenAsync(name, Token);
        return content is null ? null : await new StreamReader(content).ReadToEndAsync(Token);
    }

    private static async Task<ArtifactName[]> ListAsync(FileArtifactStore store, string owner)
    {
        var names = new List<ArtifactName>();
        await foreach (var name in store.ListAsync(owner, Token))
        {
            names.Add(name);
        }

        return [.. names];
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new IOException("the line broke");
    }
}
