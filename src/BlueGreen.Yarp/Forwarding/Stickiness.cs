using System.Security.Cryptography;
using BlueGreen.Yarp.Routing;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.Yarp.Forwarding;

/// <summary>
/// Knows users again by a header or a cookie. The cookie names the user and never a deployment, so a change of the split reaches everybody at once.
/// </summary>
internal sealed class Stickiness(YarpRouterOptions options)
{
    private const int CookieCharacters = 32;

    private readonly string? _header = options.StickyHeader;
    private readonly string? _cookie = options.StickyCookie;
    private readonly TimeSpan? _lifetime = options.StickyCookieLifetime;

    /// <summary>Whether anybody is known again.</summary>
    public bool IsOn => _header is not null || _cookie is not null;

    /// <summary>Reads the header, else the cookie, else makes up a new user where cookies are given.</summary>
    public RoutedUser Recognize(HttpContext context)
    {
        if (!IsOn)
        {
            return default;
        }

        var key = KeyOf(context.Request);
        if (!string.IsNullOrEmpty(key))
        {
            return new(UserHash.Of(key), null);
        }

        if (_lifetime is null)
        {
            return default;
        }

        var made = RandomNumberGenerator.GetHexString(CookieCharacters, lowercase: true);
        return new(UserHash.Of(made), made);
    }

    /// <summary>Gives a new user the cookie.</summary>
    public void Remember(HttpContext context, RoutedUser user)
    {
        if (user.NewCookie is { } value)
        {
            context.Response.Cookies.Append(
                _cookie!, value, new() { HttpOnly = true, IsEssential = true, MaxAge = _lifetime, Path = "/", SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps });
        }
    }

    private string? KeyOf(HttpRequest request)
    {
        var named = _header is null ? null : request.Headers[_header].ToString();
        return !string.IsNullOrEmpty(named) || _cookie is null ? named : request.Cookies[_cookie];
    }
}
