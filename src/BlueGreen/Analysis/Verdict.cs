namespace BlueGreen.Analysis;

/// <summary>What the evidence of a bake says.</summary>
internal enum Verdict
{
    Pass,
    Fail,
    Inconclusive,
}
