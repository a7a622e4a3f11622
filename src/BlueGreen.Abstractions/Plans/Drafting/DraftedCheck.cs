namespace BlueGreen.Plans.Drafting;

/// <summary>The user's code under the name by which steps find it.</summary>
internal sealed record DraftedCheck(string Name, CheckHandler Handler, string Version);
