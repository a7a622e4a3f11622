namespace BlueGreen.NetlifyEmulator.Tests;

/// <summary>Waits for conditions, never for time.</summary>
internal static class Wait
{
    public static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
