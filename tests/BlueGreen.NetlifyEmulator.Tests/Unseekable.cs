namespace BlueGreen.NetlifyEmulator.Tests;

/// <summary>A stream whose length nobody knows.</summary>
internal sealed class Unseekable(byte[] content) : MemoryStream(content)
{
    public override bool CanSeek => false;
}
