namespace BlueGreen;

/// <summary>The verdict of a user's own check.</summary>
/// <param name="Passed">Whether the check passed.</param>
/// <param name="Detail">What was found. No secrets: it is kept in the journal.</param>
public sealed record CheckResult(bool Passed, string Detail)
{
    /// <summary>The check passed.</summary>
    /// <param name="detail">What was found.</param>
    public static CheckResult Pass(string detail = "passed") => new(true, detail);

    /// <summary>The check failed.</summary>
    /// <param name="detail">What was expected and what was found.</param>
    public static CheckResult Fail(string detail) => new(false, detail);
}
