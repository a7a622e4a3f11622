using BlueGreen.Yarp.Routing;

namespace BlueGreen.Tests.Yarp;

public sealed class RoutingTableTests
{
    [Fact]
    public void A_change_between_draw_and_claim_makes_the_request_draw_again()
    {
        var random = new Interruption();
        var table = Entries.TableOf(random);
        table.Publish(Entries.AllTo("blue", 1));
        random.Once = () => table.Publish(Entries.AllTo("green", 2));

        Assert.True(table.TryTake(out var lease));

        Assert.Equal(new("green"), lease.Target.Deployment.Id);
        Assert.Equal(0, InFlight(table, "blue"));
        Assert.Equal(1, InFlight(table, "green"));
        lease.Release();
        Assert.Equal(0, InFlight(table, "green"));
    }

    [Fact]
    public async Task No_request_starts_on_a_side_that_was_switched_off_and_drained()
    {
        var table = Entries.TableOf(new SplitMixRandomSource(seed: 1));
        table.Publish(Entries.AllTo("d0", 0));
        var isDrained = new bool[2];
        var violations = 0;
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!stop.IsCancellationRequested && table.TryTake(out var lease))
            {
                var side = lease.Target.Deployment.Id.Value == "d0" ? 0 : 1;
                Interlocked.Add(ref violations, Volatile.Read(ref isDrained[side]) ? 1 : 0);
                lease.Release();
            }
        })).ToArray();

        for (var change = 1; change <= 2_000; change++)
        {
            Volatile.Write(ref isDrained[change % 2], false);
            table.Publish(Entries.AllTo($"d{change % 2}", change));
            while (InFlight(table, $"d{1 - (change % 2)}") > 0)
            {
                await Task.Yield();
            }

            Volatile.Write(ref isDrained[1 - (change % 2)], true);
        }

        await stop.CancelAsync();
        await Task.WhenAll(load);
        Assert.Equal(0, violations);
    }

    [Fact]
    public void An_older_entry_is_not_put_in_force()
    {
        var table = Entries.TableOf(new SplitMixRandomSource(seed: 1));

        Assert.True(table.Publish(Entries.AllTo("green", 2)));
        Assert.False(table.Publish(Entries.AllTo("blue", 1)));

        Assert.Equal(new(1, 2), table.Entry?.Token);
    }

    [Fact]
    public void An_entry_without_an_address_for_a_weight_is_refused_and_the_former_stays()
    {
        var table = Entries.TableOf(new SplitMixRandomSource(seed: 1));
        table.Publish(Entries.AllTo("blue", 1));

        var refused = Assert.Throws<ProviderException>(() => table.Publish(Entries.AllTo("green", 2) with { Deployments = [] }));

        Assert.Contains("'green'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(new(1, 1), table.Entry?.Token);
    }

    [Fact]
    public void Counters_outlive_a_change_of_weight_but_not_many_other_deployments()
    {
        var table = Entries.TableOf(new SplitMixRandomSource(seed: 1));
        table.Publish(Entries.AllTo("blue", 0));
        var blue = table.Meters.Single();

        for (var i = 1; i <= RoutingTable.RetainedMeters; i++)
        {
            table.Publish(Entries.AllTo($"d{i}", i));
        }

        Assert.Contains(blue, table.Meters);
        table.Publish(Entries.AllTo("one-more", 100));
        Assert.DoesNotContain(blue, table.Meters);
    }

    [Fact]
    public void Without_an_entry_or_with_split_none_nothing_can_be_taken()
    {
        var table = Entries.TableOf(new SplitMixRandomSource(seed: 1));

        Assert.False(table.TryTake(out _));
        table.Publish(Entries.Of(TrafficSplit.None));
        Assert.False(table.TryTake(out _));
    }

    private static long InFlight(RoutingTable table, string deployment) =>
        table.Meters.FirstOrDefault(m => m.Deployment.Value == deployment)?.InFlight ?? 0;

    private sealed class Interruption : IRandomSource
    {
        public Func<bool>? Once { get; set; }

        public int Next(int exclusiveMaximum)
        {
            var once = Once;
            Once = null;
            once?.Invoke();
            return 0;
        }
    }
}
