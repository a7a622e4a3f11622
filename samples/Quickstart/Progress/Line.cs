namespace Quickstart.Progress;

/// <summary>A line for people to read.</summary>
internal readonly record struct Line(string Text, Tint Tint = Tint.None)
{
    /// <summary>The line as a terminal shows it.</summary>
    public string Painted(bool isColored) => isColored && Tint != Tint.None ? $"\e[{Code}m{Text}\e[0m" : Text;

    public Line CutTo(int width) => Text.Length <= width ? this : this with { Text = string.Concat(Text.AsSpan(0, Math.Max(0, width - 1)), "…") };

    private int Code => Tint switch
    {
        Tint.Quiet => 2,
        Tint.Good => 32,
        Tint.Alert => 33,
        _ => 31,
    };
}
