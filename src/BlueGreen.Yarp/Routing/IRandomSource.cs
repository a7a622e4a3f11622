namespace BlueGreen.Yarp.Routing;

/// <summary>Draws which deployment serves a request. Thread-safe.</summary>
internal interface IRandomSource
{
    /// <summary>A number from 0 up to, but not including, <paramref name="exclusiveMaximum"/>; each equally likely.</summary>
    /// <param name="exclusiveMaximum">Greater than zero.</param>
    int Next(int exclusiveMaximum);
}
