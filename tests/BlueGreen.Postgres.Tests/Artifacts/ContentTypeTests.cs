using System.Collections.Immutable;
using System.Text;
using BlueGreen.Artifacts;
using BlueGreen.Postgres.Artifacts;
using BlueGreen.Postgres.Backups;
using BlueGreen.Postgres.Tests.Fixtures;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Postgres.Tests.Artifacts;

/// <summary>What is declared as bytes comes back as it was, whatever it is called and holds; secrets are taken out of what is declared as text. In files and in PostgreSQL.</summary>
public sealed class ContentTypeTests : IAsyncDisposable
{
    private const string Known = "s3cret_value";
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-artifacts-").FullName;
    private TestDatabase? _database;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A secret amid bytes that are no text in any encoding, behind what would be taken for a mark of one.</summary>
    private static byte[] Bytes { get; } = [0xEF, 0xBB, 0xBF, 0xFF, 0x00, .. Encoding.UTF8.GetBytes($"password={Known}\r\n"), 0xC3, 0x28, 0xFE];

    public static TheoryData<string> Stores => ["files", "PostgreSQL"];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_store_keeps_bytes_as_they_are(string kind)
    {
        var store = await StoreAsync(kind, knows: true);
        var (declared, default_, json) = (new ArtifactName("shop", "dump.txt"), new ArtifactName("shop", "dump.log"), new ArtifactName("shop", "manifest.json"));
        await store.WriteAsync(declared, ContentType.Binary, new MemoryStream(Bytes), Stop);
        await store.WriteAsync(default_, new MemoryStream(Bytes), Stop);
        await store.WriteAsync(json, ContentType.Json, new MemoryStream(Bytes), Stop);

        Assert.Equal(Bytes, await ReadAsync(store, declared));
        Assert.Equal(Bytes, await ReadAsync(store, default_));
        Assert.Equal(Bytes, await ReadAsync(store, json));
    }

    /// <summary>The step's secret is the plan's; neither store knows it.</summary>
    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_a_rollout_keeps_as_text_is_without_its_secrets(string kind)
    {
        var store = await StoreAsync(kind, knows: false);
        var result = await new RolloutBuilder("shop")
            .Environment(new ReferenceEnvironment()).Traffic(new ReferenceTrafficRouter()).WithoutTriggers("there are no users").Services(new Keeper())
            .Check(Checks.Command(Command.Run("true").With("SHOP_PASSWORD", new Secret(Known))))
            .BackUp(Snapshot.Database())
            .DeployGreen().ShiftTo(Percentage.All).Promote().Build()
            .RunAsync(new Release("2"), new() { Artifacts = store }, Stop);

        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        Assert.Equal("password=***", Encoding.UTF8.GetString((await ReadAsync(store, new("shop", "notes.bin")))!));
        Assert.Equal(Bytes, await ReadAsync(store, new("shop", "dump.txt")));
    }

    /// <summary>A dump says the names of tables in the clear. Were one of them taken for a secret, the dump could not be restored.</summary>
    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_dump_that_holds_a_secret_restores(string kind)
    {
        await using var shop = await TestDatabase.CreateAsync();
        await shop.Cluster.ExecuteAsync($"create table {Known} as select generate_series(1, 100) as id", shop.Name);
        var store = await StoreAsync(kind, knows: true);
        var backups = new PostgresBackups(shop.ConnectionString, store, "shop");
        var backup = await backups.TakeAsync(verify: true, Stop);

        var kept = await ReadAsync(store, new("shop", $"{backup.Name}.backup.tar"));
        Assert.True(kept.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Known)) >= 0, "The dump does not hold the secret: this proves nothing.");
        var copy = await backups.RestoreBesideAsync(backup, Stop);
        Assert.Equal(100, await shop.Cluster.QueryAsync<long>($"select count(*) from {Known}", copy.Name));
        await backups.DropAsync(copy, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    private async Task<IArtifactStore> StoreAsync(string kind, bool knows)
    {
        if (kind == "PostgreSQL")
        {
            _database = await TestDatabase.CreateAsync();
            return new PostgresArtifactStore(_database.Open());
        }

        var options = new FileArtifactStoreOptions { Directory = _folder };
        if (knows)
        {
            options.Secrets.Add(new(Known));
        }

        return new FileArtifactStore(options);
    }

    private static async Task<byte[]?> ReadAsync(IArtifactStore store, ArtifactName name)
    {
        await using var content = await store.OpenAsync(name, Stop);
        if (content is null)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, Stop);
        return bytes.ToArray();
    }

    /// <summary>Keeps a note and a dump, each under a name that says the other.</summary>
    private sealed class Keeper : ISnapshotProvider
    {
        public ProviderIdentity Identity { get; } = new("keeper", "1");

        public ImmutableArray<SnapshotKind> Snapshots { get; } = [SnapshotKind.Database];

        public async Task<StepReport> SnapshotAsync(Snapshot snapshot, IArtifactStore artifacts, OperationContext operation, CancellationToken cancellationToken)
        {
            await artifacts.WriteAsync(new("shop", "notes.bin"), ContentType.Text, new MemoryStream(Encoding.UTF8.GetBytes($"password={Known}")), cancellationToken);
            await artifacts.WriteAsync(new("shop", "dump.txt"), ContentType.Binary, new MemoryStream(Bytes), cancellationToken);
            return StepReport.Pass("kept");
        }
    }
}
