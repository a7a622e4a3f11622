using System.Collections.Immutable;

namespace BlueGreen.Yarp.Routing;

/// <summary>Spreads requests evenly over a deployment's addresses.</summary>
internal static class AddressDraw
{
    /// <summary>Draws an address.</summary>
    /// <param name="addresses">At least one.</param>
    /// <param name="random">Draws.</param>
    /// <param name="avoid">Not this one, unless it is the only one.</param>
    public static string Next(ImmutableArray<string> addresses, IRandomSource random, string? avoid = null)
    {
        if (addresses.Length == 1)
        {
            return addresses[0];
        }

        var drawn = random.Next(addresses.Length);
        return addresses[drawn] == avoid ? addresses[(drawn + 1) % addresses.Length] : addresses[drawn];
    }
}
