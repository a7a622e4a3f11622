using System.Text.Json.Serialization;

namespace BlueGreen.Operations;

/// <summary>A write or a piece of long work, as journaled before it is done.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "operation")]
[JsonDerivedType(typeof(Preflight), "preflight")]
[JsonDerivedType(typeof(RunStep), "runStep")]
[JsonDerivedType(typeof(UndoStep), "undoStep")]
[JsonDerivedType(typeof(ShiftTraffic), "shiftTraffic")]
[JsonDerivedType(typeof(MakeLive), "makeLive")]
[JsonDerivedType(typeof(RestartDeployment), "restartDeployment")]
[JsonDerivedType(typeof(ValidateBlue), "validateBlue")]
[JsonDerivedType(typeof(DrainDeployment), "drainDeployment")]
[JsonDerivedType(typeof(RetireDeployment), "retireDeployment")]
[JsonDerivedType(typeof(ApplyRetention), "applyRetention")]
public abstract record RolloutOperation;
