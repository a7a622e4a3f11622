using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Snapshots;

/// <summary>Sets a site's variables as they were recorded.</summary>
internal sealed class VariablesRestorer(NetlifySite site, SnapshotReader reader)
{
    public async Task<StepReport> RestoreAsync(VariablesSnapshot snapshot, CancellationToken cancellationToken)
    {
        var (account, id) = await reader.AccountAsync(cancellationToken).ConfigureAwait(false);
        var present = await reader.VariablesAsync(cancellationToken).ConfigureAwait(false);
        var findings = new List<Finding>();
        foreach (var variable in snapshot.Variables)
        {
            findings.Add(new(variable.Key!, true, await SetAsync(variable, present, account, id, cancellationToken).ConfigureAwait(false)));
        }

        foreach (var key in present.Variables.Select(variable => variable.Key!).Except(snapshot.Variables.Select(variable => variable.Key!)).Except(snapshot.Unrecoverable))
        {
            await site.Client.DeleteVariableAsync(account, id, key, cancellationToken).ConfigureAwait(false);
            findings.Add(new(key, true, "deleted: it was added since"));
        }

        return StepReport.From([.. findings, .. snapshot.Unrecoverable.Select(key => Secret(key, present))]);
    }

    private async Task<string> SetAsync(NetlifyVariable variable, VariablesSnapshot present, string account, string id, CancellationToken cancellationToken)
    {
        if (present.Variables.FirstOrDefault(found => found.Key == variable.Key) is not { } found)
        {
            if (present.Unrecoverable.Contains(variable.Key!))
            {
                await site.Client.ReplaceVariableAsync(account, id, WithoutIds(variable), cancellationToken).ConfigureAwait(false);
                return "set; it had become a secret";
            }

            await site.Client.CreateVariablesAsync(account, id, [WithoutIds(variable)], cancellationToken).ConfigureAwait(false);
            return "created";
        }

        if (IsSame(variable, found))
        {
            return "as it was";
        }

        await site.Client.ReplaceVariableAsync(account, id, WithoutIds(variable), cancellationToken).ConfigureAwait(false);
        return "set";
    }

    private static Finding Secret(string key, VariablesSnapshot present) => present.Unrecoverable.Contains(key) || present.Variables.Any(variable => variable.Key == key)
        ? new(key, true, "left as it is: its value could not be recorded")
        : new(key, false, "is gone, and its value could not be recorded; set it by hand");

    private static NetlifyVariable WithoutIds(NetlifyVariable variable) => variable with { Values = [.. (variable.Values ?? []).Select(value => value with { Id = null })] };

    private static bool IsSame(NetlifyVariable left, NetlifyVariable right) =>
        (left.Scopes ?? []).Order(StringComparer.Ordinal).SequenceEqual((right.Scopes ?? []).Order(StringComparer.Ordinal)) && Values(left).SetEquals(Values(right));

    private static HashSet<NetlifyVariableValue> Values(NetlifyVariable variable) => [.. (variable.Values ?? []).Select(value => value with { Id = null })];
}
