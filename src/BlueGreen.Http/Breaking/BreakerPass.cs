namespace BlueGreen.Http.Breaking;

/// <summary>Lets one call through; its outcome counts only while the breaker is still in the period in which the call began.</summary>
internal readonly record struct BreakerPass(long Period);
