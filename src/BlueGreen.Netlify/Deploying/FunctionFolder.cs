using System.Collections.Immutable;

namespace BlueGreen.Netlify.Deploying;

/// <summary>Reads a folder of functions: zips as they are, scripts and folders zipped.</summary>
internal static class FunctionFolder
{
    private static readonly string[] Scripts = [".js", ".mjs", ".cjs"];

    /// <exception cref="ProviderException">The folder is not there, or two functions have the same name, or a name that no address can hold.</exception>
    public static async Task<ImmutableArray<DeployedContent>> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var root = new DirectoryInfo(folder);
        if (!root.Exists)
        {
            throw ProviderException.Permanent($"The folder of functions {root.FullName} is not there. Build it first, name another with NetlifyOptions.Functions, or leave that null.");
        }

        var functions = ImmutableArray.CreateBuilder<DeployedContent>();
        foreach (var entry in root.EnumerateFileSystemInfos().Where(entry => !entry.Name.StartsWith('.')).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await FunctionAsync(entry, cancellationToken).ConfigureAwait(false) is { } function)
            {
                functions.Add(function);
            }
        }

        ThrowIfMisnamed(functions, root);
        return functions.ToImmutable();
    }

    private static async Task<DeployedContent?> FunctionAsync(FileSystemInfo entry, CancellationToken cancellationToken)
    {
        var name = Path.GetFileNameWithoutExtension(entry.Name);
        return entry switch
        {
            DirectoryInfo folder => Zipped(folder.Name, await FunctionArchive.ZipAsync(PublishFolder.Read(folder.FullName), cancellationToken).ConfigureAwait(false)),
            FileInfo { Extension: ".zip" } zip => await AsItIsAsync(name, zip, cancellationToken).ConfigureAwait(false),
            FileInfo script when Scripts.Contains(script.Extension) =>
                Zipped(name, await FunctionArchive.ZipAsync([(script.Name, script.FullName)], cancellationToken).ConfigureAwait(false)),
            _ => null,
        };
    }

    private static DeployedBytes Zipped(string name, byte[] zip) => new(name, Digest.OfFunction(zip), [.. zip]);

    private static async Task<DeployedContent> AsItIsAsync(string name, FileInfo zip, CancellationToken cancellationToken)
    {
        var content = zip.OpenRead();
        await using (content.ConfigureAwait(false))
        {
            return new DeployedFile(name, await Digest.OfFunctionAsync(content, cancellationToken).ConfigureAwait(false), content.Length, zip.FullName);
        }
    }

    private static void ThrowIfMisnamed(IEnumerable<DeployedContent> functions, DirectoryInfo root)
    {
        var names = functions.Select(function => function.Name).ToArray();
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } doubled)
        {
            throw ProviderException.Permanent($"Two functions in {root.FullName} are named '{doubled.Key}'. Rename one of them.");
        }

        if (Array.Find(names, name => name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))) is { } odd)
        {
            throw ProviderException.Permanent($"The function '{odd}' in {root.FullName} must have letters, digits, '-' and '_' only. Rename it.");
        }
    }
}
