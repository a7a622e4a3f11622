namespace BlueGreen.Postgres.Backups;

/// <summary>Encrypts backups with a key that only its owner knows. The manifest, which has names, sizes, counts and hashes but no rows, is not encrypted.</summary>
public interface IBackupCipher
{
    /// <summary>Names method and key, not secret: kept with the backup, and compared before it is restored.</summary>
    string Name { get; }

    /// <summary>Wraps where the backup is written to. Disposing the wrapper completes the encryption and leaves the inner stream open.</summary>
    /// <param name="destination">Takes what is encrypted.</param>
    Stream Encrypt(Stream destination);

    /// <summary>Wraps where the backup is read from. What was changed should fail to decrypt; what is read is compared with the manifest's hashes in any case.</summary>
    /// <param name="source">Gives what is encrypted.</param>
    Stream Decrypt(Stream source);
}
