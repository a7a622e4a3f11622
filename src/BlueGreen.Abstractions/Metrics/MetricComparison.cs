namespace BlueGreen;

/// <summary>On which side of a limit a condition is true.</summary>
public enum MetricComparison
{
    /// <summary>Strictly above.</summary>
    Above,

    /// <summary>Strictly below.</summary>
    Below,
}
