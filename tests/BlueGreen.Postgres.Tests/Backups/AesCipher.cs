using System.Security.Cryptography;
using BlueGreen.Postgres.Backups;

namespace BlueGreen.Postgres.Tests.Backups;

/// <summary>AES with a key of its own, as a user may write one.</summary>
internal sealed class AesCipher : IBackupCipher, IDisposable
{
    private readonly Aes _aes = Aes.Create();

    public string Name { get; init; } = "aes key-1";

    public Stream Encrypt(Stream destination) => new CryptoStream(destination, _aes.CreateEncryptor(), CryptoStreamMode.Write, leaveOpen: true);

    public Stream Decrypt(Stream source) => new CryptoStream(source, _aes.CreateDecryptor(), CryptoStreamMode.Read);

    public void Dispose() => _aes.Dispose();
}
