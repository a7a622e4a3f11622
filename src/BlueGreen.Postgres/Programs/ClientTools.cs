using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace BlueGreen.Postgres.Programs;

/// <summary>PostgreSQL's own programs, of the server's major version: an older one refuses the server, and what a newer one writes the server may not read back.</summary>
internal sealed partial class ClientTools
{
    private const string IfMissing = "Install PostgreSQL's client programs of the server's major version, or say in ProgramFolder where they are.";

    private readonly string? _folder;

    private ClientTools(string? folder, string version) => (_folder, Version) = (folder, version);

    /// <summary>What the programs call their version, such as <c>pg_dump (PostgreSQL) 15.18</c>.</summary>
    public string Version { get; }

    /// <summary>Finds them and asks for their versions.</summary>
    /// <param name="folder">Where they are; null to look where packages put those of that version, then where the system does.</param>
    /// <param name="major">The server's major version.</param>
    /// <param name="programs">Their names; the first one's version is kept.</param>
    /// <param name="cancellationToken">Stops the programs.</param>
    /// <exception cref="ProviderException">One is not there, or of another version.</exception>
    public static async Task<ClientTools> FindAsync(string? folder, int major, string[] programs, CancellationToken cancellationToken)
    {
        folder ??= UsualFolders(major).FirstOrDefault(usual => programs.All(program => File.Exists(Path.Combine(usual, program))));
        string? first = null;
        foreach (var program in programs)
        {
            var version = (await ServerProgram.RunAsync(Call(folder, program, ["--version"]), cancellationToken).ConfigureAwait(false)).Trim();
            if (MajorOf(version) != major)
            {
                throw ProviderException.Permanent($"The server is of version {major}, and {PathOf(folder, program)} says '{version}'. {IfMissing}");
            }

            first ??= version;
        }

        return new(folder, first!);
    }

    /// <summary>A call of one of them on a database.</summary>
    public ProgramCall Call(string program, NpgsqlConnectionStringBuilder database, string application, string remedy, params string[] arguments) =>
        Call(_folder, program, arguments) with { Database = database, ApplicationName = application, Remedy = remedy };

    private static ProgramCall Call(string? folder, string program, string[] arguments) => new(PathOf(folder, program), arguments) { ApplicationName = "bluegreen", IfMissing = IfMissing };

    private static string PathOf(string? folder, string program) => folder is null ? program : Path.Combine(folder, program);

    private static string[] UsualFolders(int major) => [$"/usr/lib/postgresql/{major}/bin", $"/usr/pgsql-{major}/bin", $"/opt/homebrew/opt/postgresql@{major}/bin"];

    private static int? MajorOf(string version) =>
        FirstNumber().Match(version) is { Success: true } match && int.TryParse(match.ValueSpan, CultureInfo.InvariantCulture, out var major) ? major : null;

    [GeneratedRegex(@"(?<=\(PostgreSQL\) )\d+", RegexOptions.CultureInvariant)]
    private static partial Regex FirstNumber();
}
