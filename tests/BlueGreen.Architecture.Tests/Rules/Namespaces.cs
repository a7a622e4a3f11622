using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BlueGreen.Architecture.Rules;

/// <summary>A namespace is the root <c>BlueGreen</c>, or says where the file lies.</summary>
internal static class Namespaces
{
    private const string ForEveryone = "BlueGreen";
    private const string ForRegistration = "Microsoft.Extensions.DependencyInjection";

    public static IEnumerable<string> Check(SourceFile file)
    {
        var place = string.Join('.', file.Folders.Prepend(file.RootNamespace));

        return file.Syntax.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
            .Select(declaration => declaration.Name.ToString())
            .Where(name => name != ForEveryone && name != place && !(name == ForRegistration && HoldsExtensions(file)))
            .Select(name => $"{file}: namespace {name}; use {place}, or {ForEveryone} for what a user types first.");
    }

    private static bool HoldsExtensions(SourceFile file) =>
        file.TopLevelTypes.All(type => type is ClassDeclarationSyntax { Identifier.Text: var name } && name.EndsWith("Extensions", StringComparison.Ordinal));
}
