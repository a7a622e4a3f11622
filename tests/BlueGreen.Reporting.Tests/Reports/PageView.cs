namespace BlueGreen.Reporting.Tests.Reports;

/// <summary>What a browser made of a report.</summary>
internal sealed record PageView
{
    /// <summary>The page's title.</summary>
    public required string Title { get; init; }

    /// <summary>How far the page reaches beyond its frame, in pixels.</summary>
    public required int Overflow { get; init; }

    /// <summary>Chart texts that lie on each other, as "one × other".</summary>
    public required string[] Overlaps { get; init; }

    /// <summary>Chart texts that leave their chart.</summary>
    public required string[] Outside { get; init; }

    /// <summary>Chart texts lower than nine pixels, and other texts lower than eleven.</summary>
    public required string[] Tiny { get; init; }

    /// <summary>Texts whose contrast with the page is below 4.5 to 1.</summary>
    public required string[] Faint { get; init; }

    /// <summary>Charts that are shown.</summary>
    public required int Charts { get; init; }

    /// <summary>The background of the page.</summary>
    public required string Background { get; init; }

    /// <summary>What was loaded besides the page.</summary>
    public required string[] Loaded { get; init; }

    /// <summary>Elements that only markup from outside can have made.</summary>
    public required string[] Foreign { get; init; }
}
