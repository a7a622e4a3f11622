using BlueGreen.Artifacts;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>A trial of an artifact store.</summary>
internal sealed class ArtifactTrial(ArtifactStoreFixture fixture, TrialSetting setting) : Trial(fixture, setting)
{
    public string Owner => $"rollout-{Epoch}";

    public ArtifactName Name(string name = "dump.sql") => new(Owner, name);

    public Task<IArtifactStore> CreateAsync() => fixture.CreateAsync(Cancellation);

    public async Task WriteAsync(IArtifactStore store, ArtifactName name, byte[] content)
    {
        using var stream = new MemoryStream(content);
        await CallAsync($"WriteAsync({name}), {content.Length} bytes", ct => store.WriteAsync(name, stream, ct)).ConfigureAwait(false);
    }

    public async Task<byte[]?> ReadAsync(IArtifactStore store, ArtifactName name)
    {
        var stream = await CallAsync($"OpenAsync({name})", ct => store.OpenAsync(name, ct)).ConfigureAwait(false);
        if (stream is null)
        {
            return null;
        }

        await using (stream.ConfigureAwait(false))
        {
            using var content = new MemoryStream();
            await stream.CopyToAsync(content, Cancellation).ConfigureAwait(false);
            return content.ToArray();
        }
    }

    public async Task ExpectAsync(IArtifactStore store, ArtifactName name, byte[]? content)
    {
        var read = await ReadAsync(store, name).ConfigureAwait(false);
        Expect(
            content is null ? read is null : read is not null && read.AsSpan().SequenceEqual(content),
            $"{name} {(read is null ? "is not there" : $"holds {read.Length} bytes")}, and not {(content is null ? "nothing" : $"the {content.Length} bytes that were written")}");
    }

    public async Task ExpectListedAsync(IArtifactStore store, string owner, params ArtifactName[] names)
    {
        List<ArtifactName> listed = [];
        await foreach (var name in store.ListAsync(owner, Cancellation).ConfigureAwait(false))
        {
            listed.Add(name);
        }

        Note($"ListAsync({owner})");
        Expect(listed.Count == names.Length && listed.ToHashSet().SetEquals(names), $"ListAsync answered [{string.Join(", ", listed)}], not [{string.Join(", ", names)}]");
    }
}
