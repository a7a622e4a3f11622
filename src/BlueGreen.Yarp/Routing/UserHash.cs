namespace BlueGreen.Yarp.Routing;

/// <summary>
/// Where a user stands among all users: FNV-1a of 64 bits (Fowler, Noll, Vo) over the key's characters. The same in every process and every version, because router
/// instances have to agree, and a restarted one with itself.
/// </summary>
internal static class UserHash
{
    private const ulong Offset = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    public static ulong Of(ReadOnlySpan<char> key, ulong start = Offset)
    {
        var hash = start;
        foreach (var character in key)
        {
            hash = (hash ^ (byte)character) * Prime;
            hash = (hash ^ (byte)(character >> 8)) * Prime;
        }

        return hash;
    }
}
