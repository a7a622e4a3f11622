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

await app.RunAsync();
