using BlueGreen.Journal;
using Quickstart.Load;

namespace Quickstart.Progress;

/// <summary>Keeps one block up to date at the bottom of a terminal; what deserves attention stays above it.</summary>
internal sealed class LiveProgress(LoadGenerator load, TimeProvider clock, bool isColored) : ConsoleProgress(load, clock, Frame)
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(250);

    private IReadOnlyList<Line> _block = [];

    protected override void Show(RolloutView view, JournalEntry entry, LoadReading load)
    {
        if (EventText.Remarkable(entry.Event) is { } line)
        {
            Write(line);
        }

        Draw([], StatusBlock.Of(view, entry.At, load));
        if (view.Closed is not null)
        {
            _block = [];
        }
    }

    protected override void Refresh(RolloutView view, DateTimeOffset now, LoadReading load) => Draw([], StatusBlock.Of(view, now, load));

    protected override void Write(Line line) => Draw([line], _block);

    private void Draw(Line[] above, IReadOnlyList<Line> block)
    {
        var clear = _block.Count > 0 ? $"\e[{_block.Count}F\e[J" : "";
        var (rows, columns) = (Size(Console.WindowHeight, 24), Size(Console.WindowWidth, 80));
        _block = [.. block.TakeLast(rows - 1).Select(line => line.CutTo(columns - 1))];
        Console.Error.Write(clear + string.Concat(above.Concat(_block).Select(line => line.Painted(isColored) + '\n')));
    }

    /// <summary>What the terminal says, or what is usual where it does not know its size.</summary>
    private static int Size(int reported, int usual) => reported > 1 ? reported : usual;
}
