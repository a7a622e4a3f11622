namespace BlueGreen.Benchmarks.Migrations.Stalls;

/// <summary>A read or a write, with the clock's ticks of its beginning and end.</summary>
internal readonly record struct Operation(bool Writes, long Began, long End);
