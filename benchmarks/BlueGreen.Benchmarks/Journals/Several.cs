namespace BlueGreen.Benchmarks.Journals;

/// <summary>Several who append at the same time, each to what is its own.</summary>
internal sealed class Several(IReadOnlyList<IAppending> sides) : IAppending
{
    public int Writers => sides.Count;

    public Task AppendAsync(int count) => Task.WhenAll(sides.Select(side => Task.Run(() => side.AppendAsync(count))));

    public async ValueTask DisposeAsync()
    {
        foreach (var side in sides)
        {
            await side.DisposeAsync();
        }
    }
}
