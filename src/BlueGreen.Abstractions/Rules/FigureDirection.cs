namespace BlueGreen;

/// <summary>Which way a figure is good.</summary>
public enum FigureDirection
{
    /// <summary>Less is better, such as a response time.</summary>
    Lower,

    /// <summary>More is better, such as a throughput.</summary>
    Higher,
}
