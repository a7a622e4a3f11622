namespace BlueGreen;

/// <summary>Anything that a plan binds to a role.</summary>
public interface IProvider
{
    /// <summary>Which provider this is. Kept in the journal and compared on resume.</summary>
    ProviderIdentity Identity { get; }
}
