using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BlueGreen.Architecture.Rules;

/// <summary>No clock, sleep or randomness but what the caller hands in. Holds where the analyzer is switched off, too.</summary>
internal static class WallClock
{
    private static readonly HashSet<string> Banned =
    [
        "DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow",
        "Environment.TickCount", "Environment.TickCount64", "Stopwatch.GetTimestamp", "Stopwatch.StartNew",
        "Thread.Sleep", "Random.Shared",
    ];

    public static IEnumerable<string> Check(SourceFile file)
    {
        var members = file.Syntax.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Select(Name).Where(Banned.Contains);
        var delays = file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(IsDelayWithoutClock).Select(_ => "Task.Delay");
        var imports = file.Syntax.DescendantNodes().OfType<UsingDirectiveSyntax>().Where(HidesBannedType).Select(directive => directive.ToString());

        return members.Concat(delays).Concat(imports)
            .Distinct()
            .Where(symbol => !Exemptions.WallClock.ContainsKey((file.Project, symbol)))
            .Select(symbol => $"{file}: {symbol}; take a TimeProvider or a Random from the caller.");
    }

    private static string Name(MemberAccessExpressionSyntax access) => $"{LastName(access.Expression)}.{access.Name.Identifier.Text}";

    private static string LastName(SyntaxNode expression) => expression.DescendantTokens().LastOrDefault(token => token.IsKind(SyntaxKind.IdentifierToken)).Text;

    private static bool IsDelayWithoutClock(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax access
        && Name(access) == "Task.Delay"
        && !call.ArgumentList.Arguments.Skip(1).Any(argument => IsClock(LastName(argument.Expression)));

    private static bool IsClock(string name) =>
        name.Contains("time", StringComparison.OrdinalIgnoreCase) || name.Contains("clock", StringComparison.OrdinalIgnoreCase);

    private static bool HidesBannedType(UsingDirectiveSyntax directive) =>
        (directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword) || directive.Alias is not null)
        && directive.NamespaceOrType is { } type
        && Banned.Any(symbol => symbol.Split('.')[0] == LastName(type));
}
