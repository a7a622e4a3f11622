namespace BlueGreen.Benchmarks.Journals;

/// <summary>One side of the comparison: appends, each of them durable when it is answered.</summary>
internal interface IAppending : IAsyncDisposable
{
    Task AppendAsync(int count);
}
