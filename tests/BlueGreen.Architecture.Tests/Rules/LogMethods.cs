using System.Reflection;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Architecture.Rules;

/// <summary>All log methods of a library live in its one class <c>Log</c>, each with an event id of its own.</summary>
internal static class LogMethods
{
    private const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Check(IEnumerable<Type> types)
    {
        var methods = types
            .SelectMany(type => type.GetMethods(Any))
            .Select(method => (Method: method, Attribute: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(log => log.Attribute is not null)
            .Select(log => (Type: log.Method.DeclaringType!, log.Method.Name, log.Attribute!.EventId))
            .ToList();

        var strays = methods
            .Where(method => method.Type.Name != "Log")
            .Select(method => $"{method.Type.FullName}.{method.Name} is a log method outside the class Log; move it there.");

        var homes = methods.Select(method => method.Type).Where(type => type.Name == "Log").Distinct().Skip(1)
            .Select(type => $"{type.FullName} is a second class Log in its library; merge the two.");

        var unnumbered = methods.Where(method => method.EventId <= 0)
            .Select(method => $"{method.Type.FullName}.{method.Name} has no event id; give it the next free one.");

        var doubles = methods.Where(method => method.EventId > 0).GroupBy(method => method.EventId).Where(group => group.Count() > 1)
            .Select(group => $"Event id {group.Key} is shared by {string.Join(" and ", group.Select(method => method.Name))}; give the later one the next free id.");

        return [.. strays, .. homes, .. unnumbered, .. doubles];
    }
}
