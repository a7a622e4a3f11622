namespace BlueGreen.Plans;

/// <summary>Carries out a <see cref="CustomStep"/>. Both members are repeated after a crash under the same operation.</summary>
public interface ICustomStepHandler : IProvider
{
    /// <summary>Does what the step says.</summary>
    /// <param name="step">The step.</param>
    /// <param name="operation">On whose behalf.</param>
    /// <param name="cancellationToken">Asks to stop soon.</param>
    Task<StepReport> RunAsync(CustomStep step, OperationContext operation, CancellationToken cancellationToken);

    /// <summary>Undoes the step, done or half done; does nothing when there is nothing to undo.</summary>
    /// <param name="step">The step.</param>
    /// <param name="operation">On whose behalf.</param>
    /// <param name="cancellationToken">Asks to stop soon.</param>
    Task<StepReport> UndoAsync(CustomStep step, OperationContext operation, CancellationToken cancellationToken);
}
