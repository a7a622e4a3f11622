using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Rehearsing;

/// <summary>Runs a program of PostgreSQL against a database. Where that is travels in its environment, the password too: arguments can be read by others.</summary>
internal static class ServerProgram
{
    /// <exception cref="ProviderException">It is not there, or it failed.</exception>
    public static async Task RunAsync(string program, NpgsqlConnectionStringBuilder database, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Environment(database))
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = await process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await output.ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            if (process.ExitCode != 0)
            {
                throw ProviderException.Permanent(
                    $"{program} ended with {process.ExitCode}: {error.Trim()} Copy the schema by other means, and name the copy with {nameof(ShadowDatabase)}.{nameof(ShadowDatabase.Existing)}.");
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (ExternalException e)
        {
            throw ProviderException.Permanent(
                $"{start.FileName} cannot be started ({e.Message}). Install PostgreSQL's client programs, say in {nameof(ShadowCopyOptions)}.{nameof(ShadowCopyOptions.ProgramFolder)} where they are, "
                + $"or name a copy that is there with {nameof(ShadowDatabase)}.{nameof(ShadowDatabase.Existing)}.", e);
        }
    }

    private static IEnumerable<(string Name, string? Value)> Environment(NpgsqlConnectionStringBuilder database)
    {
        yield return ("PGHOST", database.Host);
        yield return ("PGPORT", database.Port.ToString(CultureInfo.InvariantCulture));
        yield return ("PGDATABASE", database.Database ?? database.Username);
        yield return ("PGUSER", database.Username);
        yield return ("PGPASSWORD", database.Password);
        yield return ("PGPASSFILE", database.Passfile);
        yield return ("PGSSLMODE", database.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() });
        yield return ("PGSSLROOTCERT", database.RootCertificate);
        yield return ("PGAPPNAME", "bluegreen rehearsal");
    }
}
