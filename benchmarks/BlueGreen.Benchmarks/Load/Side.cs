namespace BlueGreen.Benchmarks.Load;

/// <summary>Who answered: the first byte of the answer's body.</summary>
internal enum Side : byte
{
    Blue = (byte)'b',
    Green = (byte)'g',
}
