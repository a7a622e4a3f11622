using BlueGreen.Plans;

namespace BlueGreen.Tests.Plans.Fakes;

/// <summary>A handler of a custom step.</summary>
internal sealed class FakeStep(string name = "fake:step") : ICustomStepHandler
{
    public ProviderIdentity Identity { get; } = new(name, "1");

    public Task<StepReport> RunAsync(CustomStep step, OperationContext operation, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StepReport> UndoAsync(CustomStep step, OperationContext operation, CancellationToken cancellationToken) => throw new NotSupportedException();
}
