namespace BlueGreen.Testing.Conformance;

/// <summary>A kind of connection that stays open for as long as both sides like.</summary>
public enum LongLivedKind
{
    /// <summary>A WebSocket.</summary>
    WebSocket,

    /// <summary>A stream of server-sent events.</summary>
    EventStream,
}
