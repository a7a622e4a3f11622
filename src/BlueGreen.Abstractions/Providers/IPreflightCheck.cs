namespace BlueGreen;

/// <summary>A provider of a plan's steps or services that can tell before anything is changed whether it could do its part. The pre-flight asks it once.</summary>
public interface IPreflightCheck : IProvider
{
    /// <summary>Looks, and changes nothing.</summary>
    /// <param name="operation">On whose behalf.</param>
    /// <param name="cancellationToken">Asks to stop soon.</param>
    /// <returns>The verdict. One that did not pass ends the rollout before it begins; an emergency plan only records it.</returns>
    Task<CheckResult> PreflightAsync(OperationContext operation, CancellationToken cancellationToken);
}
