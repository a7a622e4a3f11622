namespace AspNetCoreHost.Access;

/// <summary>Somebody who may call. No record: those print what they hold.</summary>
internal sealed class Caller
{
    /// <summary>The name that journals will hold.</summary>
    public string Name { get; set; } = "";

    public string Token { get; set; } = "";

    public IList<string> Roles { get; set; } = [];
}
