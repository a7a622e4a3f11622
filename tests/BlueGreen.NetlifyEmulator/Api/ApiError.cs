using Microsoft.AspNetCore.Http;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>Errors as Netlify words them.</summary>
internal static class ApiError
{
    public static IResult NotFound => Of(StatusCodes.Status404NotFound, "Not Found");

    public static IResult Of(int code, string message) => Results.Json(new { code, message }, statusCode: code);

    public static IResult Refused(string message) => Of(StatusCodes.Status422UnprocessableEntity, message);
}
