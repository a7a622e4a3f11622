using BlueGreen.Events;

namespace BlueGreen.Machine;

internal sealed record HoldState(HoldKind Kind, string Reason);
