using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BlueGreen.Processes;

/// <summary>Files that are replaced as a whole and survive a loss of power. One writer at a time.</summary>
internal static class AtomicFile
{
    public static void Write<T>(string path, T value, JsonTypeInfo<T> type)
    {
        var beside = path + ".tmp";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(file, value, type);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
        Posix.SyncDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>The value, or null when there is no such file.</summary>
    /// <exception cref="ProviderException">The file cannot be understood.</exception>
    public static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw ProviderException.Permanent($"Could not read {path}: {e.Message} Restore the file or remove it.", e);
        }
    }
}
