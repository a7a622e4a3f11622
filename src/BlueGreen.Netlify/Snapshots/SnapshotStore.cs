using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BlueGreen.Artifacts;

namespace BlueGreen.Netlify.Snapshots;

/// <summary>Keeps snapshots as JSON, named after the operation.</summary>
internal static class SnapshotStore
{
    public static ArtifactName NameOf(OperationContext operation, SnapshotKind kind) => new(operation.Rollout.Value, $"{operation.Operation}-netlify-{kind.ToString().ToLowerInvariant()}.json");

    public static async Task WriteAsync<T>(IArtifactStore artifacts, ArtifactName name, T snapshot, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(snapshot, type), writable: false);
        await artifacts.WriteAsync(name, content, cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="ProviderException">There is no such artifact, or it is no snapshot of that kind that this version can read.</exception>
    public static async Task<T> ReadAsync<T>(IArtifactStore artifacts, ArtifactName name, JsonTypeInfo<T> type, Func<T, int> format, CancellationToken cancellationToken)
        where T : class
    {
        var content = await artifacts.OpenAsync(name, cancellationToken).ConfigureAwait(false)
            ?? throw ProviderException.Permanent($"There is no artifact {name}. Take the name from the report of the step that recorded it.");
        await using (content.ConfigureAwait(false))
        {
            try
            {
                var snapshot = await JsonSerializer.DeserializeAsync(content, type, cancellationToken).ConfigureAwait(false);
                return snapshot is not null && format(snapshot) == SnapshotReader.Format
                    ? snapshot
                    : throw ProviderException.Permanent($"The artifact {name} has another format than this version of BlueGreen.Netlify reads. Restore it with the version that wrote it.");
            }
            catch (JsonException e)
            {
                throw ProviderException.Permanent($"The artifact {name} is no snapshot of this kind. Take the name from the report of the step that recorded it.", e);
            }
        }
    }
}
