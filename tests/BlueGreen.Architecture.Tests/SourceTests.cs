using BlueGreen.Architecture.Rules;

namespace BlueGreen.Architecture;

public sealed class SourceTests
{
    [Fact]
    public void A_namespace_is_the_root_or_says_where_the_file_lies() => Verdict.Holds(Repository.Sources.SelectMany(Namespaces.Check));

    [Theory]
    [InlineData("Plans/Step.cs", "namespace BlueGreen.Steps;", "namespace BlueGreen.Steps;")]
    [InlineData("Step.cs", "namespace Acme { }", "namespace Acme;")]
    [InlineData("Step.cs", "namespace Microsoft.Extensions.DependencyInjection; class Step;", "namespace Microsoft.Extensions.DependencyInjection;")]
    public void The_namespace_rule_bites(string path, string text, string violation) => Verdict.Bites(Namespaces.Check(File(path, text)), violation);

    [Theory]
    [InlineData("Plans/Step.cs", "namespace BlueGreen;")]
    [InlineData("Plans/Step.cs", "namespace BlueGreen.Sample.Plans;")]
    [InlineData("Hosting/StepExtensions.cs", "namespace Microsoft.Extensions.DependencyInjection; static class StepExtensions;")]
    public void The_namespace_rule_lets_pass(string path, string text) => Verdict.Holds(Namespaces.Check(File(path, text)));

    [Fact]
    public void A_file_holds_one_public_type_and_has_its_name() => Verdict.Holds(Repository.Sources.SelectMany(TypesPerFile.Check));

    [Fact]
    public void The_type_rule_bites_on_a_second_type_and_on_a_wrong_name() =>
        Verdict.Bites(
            TypesPerFile.Check(File("Step.cs", "namespace N; public class Step; public record struct Shift; public delegate void Signal(); internal class Bake;")),
            "public type Shift",
            "public type Signal");

    [Fact]
    public void The_type_rule_lets_generic_siblings_and_nested_types_pass() =>
        Verdict.Holds(TypesPerFile.Check(File("Step.cs", "namespace N; public class Step { public class Nested; } public class Step<T>;")));

    [Fact]
    public void A_folder_is_a_noun_of_the_domain() => Verdict.Holds(Repository.Sources.SelectMany(FolderNames.Check));

    [Fact]
    public void The_folder_rule_bites() => Verdict.Bites(FolderNames.Check(File("Plans/Helpers/Step.cs", "")), "the folder Helpers");

    [Fact]
    public void No_file_is_too_long() => Verdict.Holds(FileSizes.CheckLongest(Repository.Sources));

    [Fact]
    public void The_length_rule_bites()
    {
        var file = File("Step.cs", string.Concat(Enumerable.Repeat("//\n", FileSizes.Longest + 1)));
        Verdict.Bites(FileSizes.CheckLongest([file]), "501 lines");
    }

    [Fact]
    public void The_median_file_is_short() => Verdict.Holds(FileSizes.CheckMedian(Repository.Sources));

    [Fact]
    public void The_median_rule_bites()
    {
        var @long = File("Step.cs", string.Concat(Enumerable.Repeat("//\n", FileSizes.HighestMedian + 1)));
        Verdict.Bites(FileSizes.CheckMedian([File("A.cs", ""), @long, @long]), "61 lines");
    }

    private static SourceFile File(string path, string text) => new("BlueGreen.Sample", "BlueGreen.Sample", path, text);
}
