namespace BlueGreen.NetlifyEmulator.Faults;

/// <summary>The faults to inject. A request meets the first that applies; each rule counts for itself.</summary>
public sealed class FaultList
{
    private readonly List<FaultRule> _rules = [];

    /// <summary>Adds a fault.</summary>
    /// <param name="method">Such as PUT; * for any.</param>
    /// <param name="path">Without <c>/api/v1</c> and query, as the client encodes it: <c>*</c> stands for one segment, <c>**</c> for all that follows, such as <c>/deploys/*/files/**</c>.</param>
    /// <param name="fault">What happens.</param>
    /// <param name="from">The first request to meet it, counted from 1 among those that match.</param>
    /// <param name="times">How many meet it.</param>
    /// <returns>The rule, which tells how many have met it.</returns>
    public FaultRule Add(string method, string path, Fault fault, int from = 1, int times = 1)
    {
        var rule = new FaultRule(new(method, path), fault, from, times);
        lock (_rules)
        {
            _rules.Add(rule);
        }

        return rule;
    }

    /// <summary>Takes all away.</summary>
    public void Clear()
    {
        lock (_rules)
        {
            _rules.Clear();
        }
    }

    internal Fault? Meet(string method, string path)
    {
        lock (_rules)
        {
            Fault? first = null;
            foreach (var rule in _rules.Where(rule => rule.IsMet(method, path)))
            {
                first ??= rule.Fault;
            }

            return first;
        }
    }
}
