using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.NetlifyEmulator.Faults;

/// <summary>What happens to a request instead of, around or after its handling.</summary>
public abstract record Fault
{
    /// <summary>Nothing is done, and a status with a JSON error is answered.</summary>
    public static Fault Answer(int status, string message = "Injected.") => new AnswerFault(status, message, null, null);

    /// <summary>Nothing is done; 429 with an X-RateLimit-Reset that far ahead, rounded up to a whole second as Netlify tells it.</summary>
    public static Fault RateLimit(TimeSpan reset) => new AnswerFault(StatusCodes.Status429TooManyRequests, "Too Many Requests", reset, null);

    /// <summary>Nothing is done; a status, by default 429, with a Retry-After of whole seconds and no X-RateLimit-Reset.</summary>
    public static Fault RetryAfter(TimeSpan delay, int status = StatusCodes.Status429TooManyRequests) => new AnswerFault(status, "Too Many Requests", null, delay);

    /// <summary>The connection is cut, and nothing is done.</summary>
    public static Fault Reset { get; } = new ResetFault(IsAfterEffect: false);

    /// <summary>It is done, and the connection is cut before the answer.</summary>
    public static Fault LoseAnswer { get; } = new ResetFault(IsAfterEffect: true);

    /// <summary>It is done, and 200 without a body is answered.</summary>
    public static Fault EmptyBody { get; } = new EmptyBodyFault();

    /// <summary>The body is read, and the request handled, only after a delay by the emulator's clock.</summary>
    public static Fault Delay(TimeSpan delay) => new DelayFault(delay);

    /// <summary>The body is read, and the request handled, only after something has happened.</summary>
    public static Fault WaitFor(Task something) => new WaitFault(something);

    internal abstract Task InvokeAsync(HttpContext context, RequestDelegate next, NetlifyWorld world);
}
