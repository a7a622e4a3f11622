using System.Security.Cryptography;

namespace BlueGreen.Acceptance.Tests.Tool;

/// <summary>Somebody who may call the tool.</summary>
internal sealed record Caller(string Name, string Role)
{
    public static Caller Viewer { get; } = new("vera", "viewer");

    public static Caller Operator { get; } = new("otto", "operator");

    public static Caller Approver { get; } = new("anna", "approver");

    public static Caller[] All { get; } = [Viewer, Operator, Approver];

    public string Token { get; } = RandomNumberGenerator.GetHexString(64, lowercase: true);
}
