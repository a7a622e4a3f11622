using System.Net.Sockets;
using BlueGreen.Machine;

namespace BlueGreen.Execution;

/// <summary>Runs calls into code that is not ours: whatever it throws becomes a result.</summary>
internal static class Guarded
{
    public static async Task<CallResult> RunAsync(Func<Task<CallResult>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CallResult.Failed("it was cancelled, or did not end in time", isTransient: true);
        }
        catch (Exception exception)
        {
            return CallResult.Failed(Describe(exception), IsTransient(exception)) with { RetryAfter = (exception as ProviderException)?.RetryAfter };
        }
    }

    public static async Task<Observed<T>> ReadAsync<T>(string what, Func<Task<Observed<T>>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return Observed.Unknown<T>($"{what} could not be read: {Describe(exception)}");
        }
    }

    public static string Describe(Exception exception) => exception switch
    {
        BlueGreenException => exception.Message,
        OperationCanceledException => "it did not answer in time",
        _ => $"{exception.GetType().Name}: {exception.Message}",
    };

    private static bool IsTransient(Exception exception) => exception switch
    {
        ProviderException provider => provider.IsTransient,
        HttpRequestException or TimeoutException or IOException or SocketException or OperationCanceledException => true,
        _ => false,
    };
}
