using System.Globalization;

namespace BlueGreen.Plans;

/// <summary>The names of roles in <see cref="BindingDescription.Role"/>.</summary>
public static class BindingRole
{
    /// <summary>The environment.</summary>
    public const string Environment = "environment";

    /// <summary>The traffic router.</summary>
    public const string Traffic = "traffic";

    /// <summary>The health prober.</summary>
    public const string Health = "health";

    /// <summary>The migration runner.</summary>
    public const string Migrations = "migrations";

    /// <summary>A metrics source.</summary>
    /// <param name="position">Its position among the plan's sources, from 0.</param>
    public static string Metrics(int position) => string.Create(CultureInfo.InvariantCulture, $"metrics:{position}");

    /// <summary>A provider of snapshots, DNS or content delivery.</summary>
    /// <param name="position">Its position among the plan's services, from 0.</param>
    public static string Service(int position) => string.Create(CultureInfo.InvariantCulture, $"service:{position}");

    /// <summary>A check in the user's own code.</summary>
    /// <param name="name">The check's name.</param>
    public static string Delegate(string name) => $"delegate:{name}";

    /// <summary>The handler of a custom step.</summary>
    /// <param name="name">The step's name.</param>
    public static string CustomStep(string name) => $"step:{name}";
}
