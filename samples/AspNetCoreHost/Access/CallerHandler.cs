using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace AspNetCoreHost.Access;

/// <summary>Knows callers by the token that they bear. A tool with an identity provider uses <c>AddJwtBearer</c> instead; nothing else changes.</summary>
internal sealed class CallerHandler(IOptionsMonitor<CallerOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<CallerOptions>(options, loggers, encoder)
{
    public const string Name = "Bearer";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Name;
        return base.HandleChallengeAsync(properties);
    }

    private AuthenticateResult Authenticate()
    {
        if (!AuthenticationHeaderValue.TryParse(Request.Headers[HeaderNames.Authorization], out var header) || header is not { Scheme: Name, Parameter: { } token })
        {
            return AuthenticateResult.NoResult();
        }

        return Find(token) is { } caller
            ? AuthenticateResult.Success(new(new(Identify(caller)), Scheme.Name))
            : AuthenticateResult.Fail("Nobody has this token.");
    }

    /// <summary>Takes as long for a token that is nearly right as for one that is not.</summary>
    private Caller? Find(string token) => Options.Callers
        .Where(caller => CryptographicOperations.FixedTimeEquals(Hash(caller.Token), Hash(token)))
        .ToArray()
        .FirstOrDefault();

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static ClaimsIdentity Identify(Caller caller) =>
        new([new(ClaimTypes.Name, caller.Name), .. caller.Roles.Select(role => new Claim(ClaimTypes.Role, role))], Name);
}
