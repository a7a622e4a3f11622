using System.Text;
using BlueGreen.Artifacts;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>For each rule of artifact stores one that breaks it.</summary>
internal static class WrongArtifactStores
{
    public static Dictionary<string, Func<InMemoryArtifactStore, WrongArtifactStore>> All { get; } = new()
    {
        ["written-is-opened"] = right => new(right) { Write = AsTextAsync(right) },
        ["missing-is-null"] = right => new(right) { Open = async (name, ct) => await right.OpenAsync(name, ct) ?? throw new FileNotFoundException($"{name} is not there.") },
        ["write-replaces"] = right => new(right) { Write = (name, content, ct) => AppendAsync(right, name, content, ct) },
        ["half-read-content-is-not-kept"] = right => new(right) { Write = (name, content, ct) => InPlaceAsync(right, name, content, ct) },
        ["interrupted-write-keeps-nothing"] = right => new(right) { Write = (name, content, ct) => InPlaceAsync(right, name, content, ct) },
        ["names-are-kept"] = right => new(right)
        {
            Write = (name, content, ct) => right.WriteAsync(name with { Name = name.Name.ToLowerInvariant() }, content, ct),
            Open = (name, ct) => right.OpenAsync(name with { Name = name.Name.ToLowerInvariant() }, ct),
        },
        ["list-is-of-one-owner"] = right => new(right) { List = (owner, ct) => right.ListAsync(owner, ct).Concat(right.ListAsync($"{owner}0", ct)) },
        ["deleted-is-gone"] = right => new(right) { Delete = (_, _) => Task.CompletedTask },
        ["streams-are-independent"] = OneStream,
        ["writes-at-once-end-whole"] = OneAfterTheOther,
        ["cancelled-calls-do-nothing"] = right => new(right) { Delete = (name, _) => right.DeleteAsync(name, CancellationToken.None) },
    };

    private static Func<ArtifactName, Stream, CancellationToken, Task> AsTextAsync(InMemoryArtifactStore right) => async (name, content, ct) =>
    {
        using var reader = new StreamReader(content, Encoding.ASCII);
        using var text = new MemoryStream(Encoding.ASCII.GetBytes(await reader.ReadToEndAsync(ct)));
        await right.WriteAsync(name, text, ct);
    };

    private static async Task AppendAsync(InMemoryArtifactStore right, ArtifactName name, Stream content, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        if (await right.OpenAsync(name, cancellationToken) is { } present)
        {
            await present.CopyToAsync(all, cancellationToken);
        }

        await content.CopyToAsync(all, cancellationToken);
        all.Position = 0;
        await right.WriteAsync(name, all, cancellationToken);
    }

    /// <summary>Lets writes wait for each other, and then adds them up.</summary>
    private static WrongArtifactStore OneAfterTheOther(InMemoryArtifactStore right)
    {
        var last = Task.CompletedTask;
        var gate = new Lock();
        return new(right)
        {
            Write = (name, content, ct) =>
            {
                lock (gate)
                {
                    return last = AfterAsync(last, () => AppendAsync(right, name, content, ct));
                }
            },
        };
    }

    private static async Task AfterAsync(Task earlier, Func<Task> next)
    {
        await earlier;
        await next();
    }

    /// <summary>Keeps what it has read so far.</summary>
    private static async Task InPlaceAsync(InMemoryArtifactStore right, ArtifactName name, Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[1024];
        using var read = new MemoryStream();
        try
        {
            for (int count; (count = await content.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                read.Write(buffer, 0, count);
            }
        }
        finally
        {
            read.Position = 0;
            await right.WriteAsync(name, read, CancellationToken.None);
        }
    }

    private static WrongArtifactStore OneStream(InMemoryArtifactStore right)
    {
        Stream? stream = null;
        return new(right) { Open = async (name, ct) => stream ??= await right.OpenAsync(name, ct) };
    }
}
