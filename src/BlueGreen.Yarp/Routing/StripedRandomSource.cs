using BlueGreen.Yarp.Measuring;

namespace BlueGreen.Yarp.Routing;

/// <summary>A sequence for each processor, each with a seed of its own from the system, so that processors do not contend for one counter.</summary>
internal sealed class StripedRandomSource : IRandomSource
{
    private readonly SplitMixRandomSource[] _stripes =
        [.. Enumerable.Range(0, Processors.Stripes).Select(_ => SplitMixRandomSource.FromSystem())];

    public int Next(int exclusiveMaximum) => _stripes[Processors.CurrentStripe(_stripes.Length)].Next(exclusiveMaximum);
}
