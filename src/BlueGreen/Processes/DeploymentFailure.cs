using System.Globalization;

namespace BlueGreen.Processes;

/// <summary>What to say when a deployment is not to be had.</summary>
internal static class DeploymentFailure
{
    public static ProviderException Cancelled(DeploymentRecord record) =>
        ProviderException.Permanent($"Deployment {record.Deployment} was cancelled, so it is not started. Deploy {record.Version} with a new rollout.");

    public static ProviderException Ended(DeploymentRecord record, int? exitCode, string output) =>
        ProviderException.Permanent(
            $"{Name(record)} ended {Exit(exitCode)} before it was ready on port {Port(record)}. {OutputFile.LastLines(output)}{Environment.NewLine}"
            + "Correct the release or its command; a program that goes into the background by itself has to be told to stay in the foreground.");

    public static ProviderException PortTaken(DeploymentRecord record) =>
        ProviderException.Transient($"{Name(record)} ended because another program took port {Port(record)} meanwhile. The next attempt uses another port.");

    public static ProviderException NotReady(DeploymentRecord record, string answer, string output) =>
        ProviderException.Permanent(
            $"{Name(record)} was not ready on port {Port(record)} before the deadline; last: {answer}. {OutputFile.LastLines(output)}{Environment.NewLine}"
            + $"Allow it more time, or check that it listens on the port in PORT, ASPNETCORE_URLS or {ChildProcessEnvironment.Port}.");

    public static ProviderException StoppedMeanwhile(DeploymentRecord record) =>
        ProviderException.Transient($"Deployment {record.Deployment} was stopped or started anew by another call while this one waited for it.");

    public static ProviderException Unknown(string deployment, DeploymentDirectory directory) =>
        ProviderException.Permanent(
            $"There is no deployment {deployment} in {directory.Root}. Check that StateDirectory is the one it was deployed with, or deploy again.");

    public static ProviderException Incomplete(DeploymentRecord record) =>
        ProviderException.Permanent($"Deployment {record.Deployment} is {record.State}: it has never been ready. Deploy {record.Version} with a new rollout.");

    public static ProviderException IsLive(string deployment, string verb) =>
        ProviderException.Permanent($"Deployment {deployment} is live, so it is not {verb}. Make another deployment live first.");

    private static string Name(DeploymentRecord record) => $"{record.FileName} (version {record.Version}, deployment {record.Deployment})";

    private static string Port(DeploymentRecord record) => record.Port.ToString(CultureInfo.InvariantCulture);

    private static string Exit(int? code) =>
        code is { } known ? string.Create(CultureInfo.InvariantCulture, $"with exit code {known}") : "with an unknown exit code";
}
