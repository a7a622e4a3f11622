using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BlueGreen.Architecture;

/// <summary>A hand-written source file; <paramref name="Path"/> is relative to its project, with forward slashes.</summary>
internal sealed record SourceFile(string Project, string RootNamespace, string Path, string Text)
{
    private readonly Lazy<CompilationUnitSyntax> _syntax = new(() => CSharpSyntaxTree.ParseText(Text).GetCompilationUnitRoot());

    public CompilationUnitSyntax Syntax => _syntax.Value;

    public IEnumerable<string> Folders => Path.Split('/').SkipLast(1);

    public int Lines => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes =>
        Syntax.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    public override string ToString() => $"src/{Project}/{Path}";
}
