namespace BlueGreen;

/// <summary>A deployment that an environment keeps.</summary>
/// <param name="Deployment">The deployment.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="IsLocked">Whether the environment protects it from deletion.</param>
public sealed record RetainedDeployment(Deployment Deployment, DateTimeOffset CreatedAt, bool IsLocked);
