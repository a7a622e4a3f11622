namespace BlueGreen.Testing.Reference;

/// <summary>The highest token seen. The caller holds the lock of what it protects.</summary>
internal sealed class TokenFence
{
    private WriteToken _highest;

    /// <exception cref="ProviderException">The operation's token is lower than the highest.</exception>
    public void Pass(OperationContext operation, string what)
    {
        if (operation.Token < _highest)
        {
            throw ProviderException.Permanent(
                $"{what} with token {operation.Token} was refused: the newer token {_highest} was here before. A newer driver or a newer write has taken over; leave it be.");
        }

        _highest = operation.Token;
    }
}
