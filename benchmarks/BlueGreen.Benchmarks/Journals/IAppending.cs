namespace BlueGreen.Benchmarks.Journals;

/// <summary>One side of the comparison: appends, each of them durable when it is answered.</summary>
internal interface IAppending : IAsyncDisposable
{
    /// <summary>How many write at the same time.</summary>
    int Writers => 1;

    /// <summary>Appends so many, each writer for itself, one after another.</summary>
    Task AppendAsync(int count);
}
