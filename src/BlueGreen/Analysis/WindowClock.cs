using System.Globalization;

namespace BlueGreen.Analysis;

/// <summary>When the first window began and the last one ended. Windows follow one another, so that nothing is counted twice; there may be gaps.</summary>
internal struct WindowClock(DateTimeOffset? since, DateTimeOffset? until)
{
    public DateTimeOffset? Since { get; private set; } = since;

    public DateTimeOffset? Until { get; private set; } = until;

    /// <summary>From the first window's beginning to the last one's end.</summary>
    public readonly TimeSpan Elapsed => Until - Since ?? TimeSpan.Zero;

    public void Advance(DateTimeOffset from, DateTimeOffset until)
    {
        if (until <= from)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The window ends at {until:O}, not after its beginning at {from:O}. Hand in its beginning first."));
        }

        if (from < Until)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"The window begins at {from:O}, before the last one ended at {Until:O}; what is counted twice is no evidence. Hand in windows that follow one another."));
        }

        Since ??= from;
        Until = until;
    }
}
