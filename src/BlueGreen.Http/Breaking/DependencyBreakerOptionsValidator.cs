namespace BlueGreen.Http.Breaking;

/// <summary>Everything that is wrong with a breaker's settings.</summary>
internal static class DependencyBreakerOptionsValidator
{
    private const int Most = 1000;

    public static IEnumerable<string> Find(DependencyBreakerOptions options)
    {
        ReadOnlySpan<(string Name, int Value)> counts = [(nameof(options.Failures), options.Failures), (nameof(options.Successes), options.Successes), (nameof(options.Probes), options.Probes)];
        var found = new List<string>();
        foreach (var (name, value) in counts)
        {
            if (value is < 1 or > Most)
            {
                found.Add($"{name} is {value}; it must lie between 1 and {Most}.");
            }
        }

        if (options.OpenFor < TimeSpan.FromMilliseconds(1) || options.OpenFor > TimeSpan.FromDays(1))
        {
            found.Add($"{nameof(options.OpenFor)} is {options.OpenFor}; it must lie between 1 ms and 1 day.");
        }

        return found;
    }
}
