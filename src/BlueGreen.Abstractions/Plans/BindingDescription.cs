namespace BlueGreen.Plans;

/// <summary>What is bound to a role or a name.</summary>
/// <param name="Role">The role, such as <c>traffic</c>, or <c>delegate:</c> and a name.</param>
/// <param name="Identity">The provider.</param>
public sealed record BindingDescription(string Role, ProviderIdentity Identity);
