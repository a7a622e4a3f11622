using BlueGreen.Postgres.Recovery;

namespace BlueGreen.Postgres.Tests.Recovery;

/// <summary>Names that the server takes, that people recognise, and that are never two points' at once.</summary>
public sealed class RestorePointNameTests
{
    private const string Rollout = "0198c2f4a7b07cc2b0a1d3e4f5a6b7c8";

    [Fact]
    public void It_carries_application_rollout_and_stage() => Assert.Equal($"shop_{Rollout}_before-shift-to-10%", RestorePointName.Of("shop", Rollout, "before shift to 10%"));

    [Fact]
    public void What_is_too_long_is_cut_and_keeps_the_whole_rollout()
    {
        var name = RestorePointName.Of("the-storefront-of-the-shop", Rollout, "before shift to 100%");
        Assert.Matches($"^the-st_{Rollout}_before-shift-t~[0-9a-f]{{8}}$", name);
    }

    [Fact]
    public void It_fits_whatever_the_parts_are_and_tells_them_apart()
    {
        string[] applications = ["s", "shop", "shop_1", new('a', 63)];
        string[] rollouts = ["r", "r-1", Rollout, new('f', 64), $"{new string('f', 63)}e"];
        string[] stages =
        [
            "before expand", "before-expand", "before_expand", "before expand (2)", "before shift to 10%", "before shift to 10.5%", "ä", "ö", "it's\n", "\\", new('x', 200), $"{new string('x', 199)}y", "日本語",
        ];
        var names = (from application in applications from rollout in rollouts from stage in stages select RestorePointName.Of(application, rollout, stage)).ToArray();
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(names, name => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(name), 1, 63));
        Assert.All(names, name => Assert.Matches(@"^[A-Za-z0-9._()%~-]+$", name));
    }
}
