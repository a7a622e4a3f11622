namespace Quickstart.Progress;

/// <summary>What a line's colour means. The text says it, too.</summary>
internal enum Tint
{
    None,
    Quiet,
    Good,
    Alert,
    Bad,
}
