using System.Text.Json.Serialization;

namespace BlueGreen.Processes;

/// <summary>Names one process for good: its number is used again by others, but never with the same start time within one boot.</summary>
/// <param name="Pid">Its number.</param>
/// <param name="StartTime">When it started, in clock ticks since boot.</param>
/// <param name="BootId">The boot that it belongs to.</param>
internal sealed record ProcessIdentity(int Pid, long StartTime, string BootId)
{
    /// <summary>Whether the machine has not been restarted since.</summary>
    [JsonIgnore]
    public bool IsOfThisBoot => BootId == ProcessTable.BootId;

    /// <summary>Whether that very process has not ended.</summary>
    [JsonIgnore]
    public bool IsRunning => IsOfThisBoot && ProcessTable.Find(Pid) is { IsGone: false } process && process.StartTime == StartTime;

    public static ProcessIdentity Of(ProcessEntry process) => new(process.Pid, process.StartTime, ProcessTable.BootId);
}
