namespace BlueGreen.Reporting.Html;

/// <summary>Where things lie in a chart. Lengths are in units of the drawing, which are about pixels.</summary>
internal sealed record Plot(TimeRange Time, ValueScale Scale, double Width, double Height)
{
    public double Left { get; } = 58;

    public double Right => Width - 10;

    public double Top { get; } = 30;

    public double Bottom => Height - 42;

    public int MostTicks => Width > 600 ? 10 : 5;

    public double X(DateTimeOffset at) => X(at - Time.Zero);

    public double X(TimeSpan offset) => Left + (Math.Clamp((offset - Time.From) / Time.Length, 0, 1) * (Right - Left));

    public double Y(double value) => Bottom - (Math.Clamp(value / Scale.Top, 0, 1) * (Bottom - Top));
}
