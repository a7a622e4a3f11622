namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>What a trial is about.</summary>
internal sealed record TrialSetting(Type Provider, ConformanceRule Rule, long Epoch, CancellationToken Cancellation);
