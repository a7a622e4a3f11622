namespace BlueGreen.Yarp.Routing;

/// <summary>How a request's deployment is to be drawn.</summary>
/// <param name="User">Draws by the user's hash; null: at random.</param>
/// <param name="Avoid">Not this deployment, unless it is the only one. Does not concern a draw by the user.</param>
internal readonly record struct Draw(ulong? User, DeploymentId? Avoid);
