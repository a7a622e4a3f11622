using System.Collections.Immutable;
using BlueGreen.Processes;

namespace BlueGreen.Tests.Processes;

public sealed class QuietPortsTests
{
    [Theory]
    [InlineData("32768\t60999\n", 16_384, 16_384)]
    [InlineData("10240 60999", 1024, 9216)]
    [InlineData("1024 60000", 60_001, 5535)]
    [InlineData("1024 65000", 0, 0)]
    [InlineData("no numbers", 0, 0)]
    [InlineData("", 0, 0)]
    public void They_lie_below_the_systems_range_or_above_it(string range, int first, int count) => Assert.Equal((first, count), QuietPorts.Beside(range));

    [Fact]
    public void Two_owners_do_not_meet_at_the_first_place()
    {
        var ports = Enumerable.Range(0, 20).Select(i => FreePort.Choose(0, ImmutableHashSet<int>.Empty, $"owner-{i}")).ToArray();

        Assert.True(ports.Distinct().Count() > 10, string.Join(", ", ports));
    }

    [Fact]
    public void A_promised_port_is_left_to_whom_it_was_promised()
    {
        var first = FreePort.Choose(0, ImmutableHashSet<int>.Empty, "owner");

        Assert.NotEqual(first, FreePort.Choose(first, ImmutableHashSet.Create(first), "owner"));
    }
}
