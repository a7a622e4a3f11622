using BlueGreen.Yarp.Routing;

namespace BlueGreen.Yarp.Forwarding;

/// <summary>One try of a request.</summary>
/// <param name="Draw">How to draw the deployment.</param>
/// <param name="AvoidAddress">The address that failed before, if any.</param>
/// <param name="RetriesLeft">How many tries may follow.</param>
internal readonly record struct Attempt(Draw Draw, string? AvoidAddress, int RetriesLeft)
{
    /// <summary>
    /// The next try, drawn by the split that is in force then: at another address of the deployment where it has several, else at another deployment that has weight. A
    /// user who is known again stays where the split puts them.
    /// </summary>
    public Attempt After(DeploymentId failed, string address, bool hasOthers) =>
        new(Draw with { Avoid = hasOthers ? null : failed }, address, RetriesLeft - 1);
}
