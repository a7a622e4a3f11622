namespace BlueGreen.Http.Breaking;

/// <summary>What a call tells about its dependency.</summary>
internal enum BreakerVerdict
{
    /// <summary>Nothing: it was given up by its caller, or failed before it asked.</summary>
    Nothing,

    /// <summary>It answered.</summary>
    Success,

    /// <summary>It failed.</summary>
    Failure,
}
