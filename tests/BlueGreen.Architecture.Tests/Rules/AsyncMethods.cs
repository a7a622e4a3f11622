using System.Reflection;
using System.Runtime.CompilerServices;

namespace BlueGreen.Architecture.Rules;

/// <summary>What returns a task or an asynchronous stream is named <c>…Async</c> and takes a <see cref="CancellationToken"/>.</summary>
internal static class AsyncMethods
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] AsyncTypes =
        [typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)];

    public static IEnumerable<string> Check(Type type)
    {
        if (type.IsAssignableTo(typeof(Delegate)) || type.Name.Contains('<') || !(type.IsVisible || type.IsInterface))
        {
            return [];
        }

        return type.GetMethods(Declared).Where(method => IsOurs(method, type)).SelectMany(method => Check(method, $"{type.FullName}.{method.Name}"));
    }

    private static IEnumerable<string> Check(MethodInfo method, string name)
    {
        if (!method.Name.EndsWith("Async", StringComparison.Ordinal))
        {
            yield return $"{name} returns {method.ReturnType.Name}; end its name with Async.";
        }

        if (!method.GetParameters().Any(parameter => parameter.ParameterType == typeof(CancellationToken)))
        {
            yield return $"{name} takes no CancellationToken; add one as its last parameter.";
        }
    }

    private static bool IsOurs(MethodInfo method, Type type) =>
        (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly)
        && IsAsync(method.ReturnType)
        && method.Name != nameof(IAsyncDisposable.DisposeAsync)
        && !method.IsSpecialName
        && !method.IsDefined(typeof(CompilerGeneratedAttribute))
        && !IsShapedElsewhere(method, type)
        && !Exemptions.AsyncMethods.ContainsKey($"{type.FullName}.{method.Name}");

    private static bool IsAsync(Type type) => AsyncTypes.Contains(type.IsGenericType ? type.GetGenericTypeDefinition() : type);

    private static bool IsShapedElsewhere(MethodInfo method, Type type) =>
        IsForeign(method.GetBaseDefinition().DeclaringType!)
        || (!type.IsInterface && type.GetInterfaces().Where(IsForeign).Any(contract => type.GetInterfaceMap(contract).TargetMethods.Contains(method)));

    private static bool IsForeign(Type type) => !type.Assembly.GetName().Name!.StartsWith("BlueGreen", StringComparison.Ordinal);
}
