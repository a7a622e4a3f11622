using Microsoft.AspNetCore.Connections;
using Storefront;

var version = Release.VersionFrom(args);
var defect = Defect.Of(version);

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
await using var app = builder.Build();

app.Use((context, next) =>
{
    context.Response.Headers["x-storefront-version"] = version;
    return next(context);
});
app.MapGet("/health", () => new Health("healthy", version));
app.MapGet("/", () => defect.StrikesNow()
    ? Results.Text($"Storefront {version}: the shopping cart is out of order.\n", statusCode: StatusCodes.Status500InternalServerError)
    : Results.Text($"Storefront {version}: welcome!\n"));

await Task.Delay(app.Configuration.GetValue<TimeSpan>("WarmUp"));
try
{
    await app.RunAsync();
    return 0;
}
catch (IOException e) when (e.InnerException is AddressInUseException)
{
    // The environment shows the last lines of a version that does not start: let them be this one.
    Console.Error.WriteLine($"Storefront {version} cannot be reached: {e.Message}");
    return 1;
}
