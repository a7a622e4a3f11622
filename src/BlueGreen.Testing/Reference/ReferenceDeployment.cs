namespace BlueGreen.Testing.Reference;

/// <summary>What <see cref="ReferenceEnvironment"/> knows of a deployment. Guarded by its lock.</summary>
internal sealed class ReferenceDeployment(OperationContext operation, DateTimeOffset createdAt)
{
    public DeploymentId Id => Deployment.Id;

    public OperationId Operation { get; } = operation.Operation;

    public Deployment Deployment { get; } = new()
    {
        Id = new($"dep-{operation.Operation}"),
        Version = operation.Release.Version,
        Url = new($"http://{operation.Operation.Value.ToLowerInvariant()}.reference.invalid/"),
    };

    public DateTimeOffset CreatedAt => createdAt;

    public bool IsRunning { get; set; } = true;

    public bool IsLocked { get; set; }
}
