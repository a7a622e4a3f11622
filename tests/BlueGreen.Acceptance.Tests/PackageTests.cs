namespace BlueGreen.Acceptance.Tests;

/// <summary>What a user gets who knows the packages alone.</summary>
public sealed class PackageTests(PackedFiles packed) : IClassFixture<PackedFiles>
{
    [Fact]
    public async Task A_project_that_references_the_packages_rolls_out_a_real_process()
    {
        var folder = packed.Copy("Hello");

        await packed.BuildAsync(folder, "build", "--output", "app");
        var output = await packed.RunAsync(folder, "dotnet", "app/Hello.dll", Samples.Storefront, packed.FolderFor("state"));

        Assert.EndsWith("Succeeded Succeeded True", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_console_compiled_ahead_of_time_rolls_out_without_a_warning()
    {
        var folder = packed.Copy("Aot");

        var build = await packed.BuildAsync(folder, "publish", "--use-current-runtime", "--output", "app");
        var output = await packed.RunAsync(folder, Path.Combine(folder, "app", "Aot"));

        Assert.DoesNotContain("warning", build, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("Succeeded ", output, StringComparison.Ordinal);
        Assert.EndsWith(" 100%", output.TrimEnd(), StringComparison.Ordinal);
    }
}
