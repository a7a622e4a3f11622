namespace Quickstart.Progress;

internal enum StepStatus
{
    Waiting,
    Running,
    Done,
    Failed,
    LeftOut,
}
