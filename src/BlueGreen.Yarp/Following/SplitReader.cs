using BlueGreen.Traffic;

namespace BlueGreen.Yarp.Following;

/// <summary>Reads the split that is in force at every router.</summary>
internal static class SplitReader
{
    public static async Task<Observed<TrafficSplit>> ReadAsync(ITrafficRegister register, string application, CancellationToken cancellationToken)
    {
        try
        {
            var entry = await register.ReadAsync(application, cancellationToken).ConfigureAwait(false);
            if (entry is null)
            {
                return Observed.Known(TrafficSplit.None);
            }

            var gap = await RouterAgreement.FindGapAsync(register, application, entry.Token, cancellationToken).ConfigureAwait(false);
            return gap is null ? Observed.Known(entry.Split) : Observed.Unknown<TrafficSplit>($"The register says {entry.Split}, but {gap}.");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Observed.Unknown<TrafficSplit>($"Reading the split of '{application}' from the traffic register failed: {exception.Message}");
        }
    }
}
