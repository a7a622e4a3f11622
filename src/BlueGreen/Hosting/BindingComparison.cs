using BlueGreen.Plans;

namespace BlueGreen.Hosting;

/// <summary>Compares the bindings that a rollout was started with to those of the running program.</summary>
internal static class BindingComparison
{
    public static string? FindProblem(PlanDescription started, PlanDescription bound)
    {
        var changed = started.Bindings
            .Where(binding => bound.Bindings.FirstOrDefault(b => b.Role == binding.Role)?.Identity != binding.Identity)
            .Select(binding => $"{binding.Role} was {binding.Identity}, and is {bound.Bindings.FirstOrDefault(b => b.Role == binding.Role)?.Identity.ToString() ?? "missing"}")
            .ToArray();
        return changed.Length == 0
            ? null
            : $"the bindings are not those that the rollout was started with: {string.Join("; ", changed)}. Drive it with the former program, or roll it back.";
    }
}
