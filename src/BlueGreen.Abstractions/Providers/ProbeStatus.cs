namespace BlueGreen;

/// <summary>The verdict of one probe.</summary>
public enum ProbeStatus
{
    /// <summary>The deployment answered as expected.</summary>
    Healthy,

    /// <summary>The deployment answered, but not as expected.</summary>
    Unhealthy,

    /// <summary>The deployment did not answer in time, or not at all. Counts as a failed probe.</summary>
    Error,
}
