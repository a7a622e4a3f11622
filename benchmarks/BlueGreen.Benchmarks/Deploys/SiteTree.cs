using System.Globalization;

namespace BlueGreen.Benchmarks.Deploys;

/// <summary>A folder of files of one size, the same bytes for the same seed.</summary>
internal sealed class SiteTree : IDisposable
{
    private const int PerFolder = 100;
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("bluegreen-tree-");
    private readonly int _files;
    private readonly int _bytes;

    public SiteTree(int files, int bytes)
    {
        (_files, _bytes) = (files, bytes);
        for (var number = 0; number < files; number++)
        {
            Write(number, number);
        }
    }

    public string Folder => Path.Combine(_root.FullName, "dist");

    /// <summary>Gives one file of a hundred new bytes.</summary>
    /// <param name="seed">Another one each time.</param>
    public void Change(int seed)
    {
        for (var number = 0; number < _files; number += 100)
        {
            Write(number, checked((seed * _files) + number));
        }
    }

    public void Dispose() => _root.Delete(recursive: true);

    private void Write(int number, int seed)
    {
        var bytes = new byte[_bytes];
        new Random(seed).NextBytes(bytes);
        var folder = Directory.CreateDirectory(Path.Combine(Folder, (number / PerFolder).ToString(CultureInfo.InvariantCulture)));
        File.WriteAllBytes(Path.Combine(folder.FullName, $"{number}.bin"), bytes);
    }
}
