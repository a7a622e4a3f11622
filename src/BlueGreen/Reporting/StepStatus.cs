namespace BlueGreen.Reporting;

/// <summary>What became of a step.</summary>
public enum StepStatus
{
    /// <summary>It has not begun.</summary>
    Pending,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It ended well.</summary>
    Passed,

    /// <summary>It failed: the rollout turned back, or finished without what was left.</summary>
    Failed,

    /// <summary>It was left out.</summary>
    Skipped,

    /// <summary>It was running when the rollout turned back for another reason.</summary>
    Interrupted,
}
