using System.Runtime.Versioning;

namespace BlueGreen.Postgres.Tests.Backups;

/// <summary>A folder of programs that stand before the real ones.</summary>
[SupportedOSPlatform("linux")]
internal sealed class FakeTools : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("bluegreen-tools-").FullName;

    public string Heard => Path.Combine(Folder, "heard");

    public FakeTools Add(string program, string script)
    {
        var path = Path.Combine(Folder, program);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return this;
    }

    /// <summary>One that notes its arguments and is the real one otherwise.</summary>
    public FakeTools Listen(string program) => Add(program, $"echo \"$@\" >> {Heard}\nexec /usr/lib/postgresql/15/bin/{program} \"$@\"");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
