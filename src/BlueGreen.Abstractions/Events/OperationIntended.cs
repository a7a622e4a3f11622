using BlueGreen.Operations;

namespace BlueGreen.Events;

/// <summary>A write or a piece of long work is about to be done; journaled before it is.</summary>
/// <param name="Id">The operation.</param>
/// <param name="Operation">What is to be done.</param>
/// <param name="Deadline">When it is given up.</param>
public sealed record OperationIntended(OperationId Id, RolloutOperation Operation, DateTimeOffset Deadline) : RolloutEvent;
