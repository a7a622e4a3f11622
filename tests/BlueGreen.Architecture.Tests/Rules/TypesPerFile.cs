using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BlueGreen.Architecture.Rules;

/// <summary>One public type a file, named like it. Generic arity does not count, nor do nested types.</summary>
internal static class TypesPerFile
{
    public static IEnumerable<string> Check(SourceFile file)
    {
        var stem = Path.GetFileName(file.Path).Split('.')[0];

        return file.TopLevelTypes
            .Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword))
            .Select(Name)
            .Distinct()
            .Where(name => name != stem)
            .Select(name => $"{file}: holds the public type {name}; move it to {name}.cs.");
    }

    private static string Name(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax declaration => declaration.Identifier.Text,
        DelegateDeclarationSyntax declaration => declaration.Identifier.Text,
        _ => throw new ArgumentException($"No type: {type.Kind()}", nameof(type)),
    };
}
