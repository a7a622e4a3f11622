using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;

namespace BlueGreen.Postgres.Programs;

/// <summary>Runs a program of PostgreSQL against a database. Where that is travels in its environment, the password too: arguments can be read by others.</summary>
internal static class ServerProgram
{
    /// <summary>What a program that was killed by SIGKILL ends with.</summary>
    private const int Killed = 137;

    /// <returns>What it wrote to its standard output.</returns>
    /// <exception cref="ProviderException">It is not there, or it failed.</exception>
    public static async Task<string> RunAsync(ProgramCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = Start(call);
        var errors = new ProgramErrors(call.Said);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var reading = errors.ReadAsync(process.StandardError);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            if (process.ExitCode != 0)
            {
                await call.EndChildren(CancellationToken.None).ConfigureAwait(false);
                await reading.ConfigureAwait(false);
                throw ProviderException.Permanent($"{call.Name} {HowItEnded(process.ExitCode)}: {errors} {call.Remedy}");
            }

            await reading.ConfigureAwait(false);
            return await output.ConfigureAwait(false);
        }
        finally
        {
            await EndAsync(process).ConfigureAwait(false);
        }
    }

    private static string HowItEnded(int code) => code == Killed ? "was killed" : string.Create(CultureInfo.InvariantCulture, $"ended with {code}");

    /// <summary>Waits for its end: what it writes to may be removed then.</summary>
    private static async Task EndAsync(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static Process Start(ProgramCall call)
    {
        var start = new ProcessStartInfo(call.Program, call.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in call.Database is { } database ? Environment(database) : [])
        {
            start.Environment[name] = value;
        }

        foreach (var (name, value) in call.Variables)
        {
            start.Environment[name] = value;
        }

        start.Environment["PGAPPNAME"] = call.ApplicationName;
        try
        {
            return Process.Start(start)!;
        }
        catch (ExternalException e)
        {
            throw ProviderException.Permanent($"{start.FileName} cannot be started ({e.Message}). {call.IfMissing}", e);
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
        yield return ("PGSSLCERT", database.SslCertificate);
        yield return ("PGSSLKEY", database.SslKey);
    }
}
