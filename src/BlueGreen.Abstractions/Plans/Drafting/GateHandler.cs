namespace BlueGreen.Plans.Drafting;

/// <summary>Turns code that looks at green into a check.</summary>
internal static class GateHandler
{
    public static CheckHandler For(string gate, Func<Deployment, CancellationToken, Task<CheckResult>> check) =>
        (operation, cancellationToken) => RunAsync(check, Green(gate, operation), cancellationToken);

    public static CheckHandler For(string gate, Func<Deployment, CancellationToken, Task> check) => For(gate, async (green, cancellationToken) =>
    {
        await check(green, cancellationToken).ConfigureAwait(false);
        return CheckResult.Pass();
    });

    private static async Task<CheckResult> RunAsync(
        Func<Deployment, CancellationToken, Task<CheckResult>> check, Deployment green, CancellationToken cancellationToken)
    {
        try
        {
            return await check(green, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return CheckResult.Fail($"{exception.GetType().Name}: {exception.Message}");
        }
    }

    private static Deployment Green(string gate, OperationContext operation) =>
        operation.Green ?? throw ProviderException.Permanent($"The gate '{gate}' was asked about green, but the operation names no deployment. Run gates after green is deployed.");
}
