namespace BlueGreen.Architecture.Rules;

/// <summary>A public class is sealed or static, or abstract where it is designed for inheritance.</summary>
internal static class Inheritance
{
    public static IEnumerable<string> Check(Type type)
    {
        var open = type is { IsClass: true, IsVisible: true, IsSealed: false, IsAbstract: false }
            && !type.Name.Contains('<')
            && !Exemptions.OpenClasses.ContainsKey(type.FullName!);

        return open ? [$"{type.FullName} can be inherited from; seal it, make it abstract, or say why not in {nameof(Exemptions)}.{nameof(Exemptions.OpenClasses)}."] : [];
    }
}
