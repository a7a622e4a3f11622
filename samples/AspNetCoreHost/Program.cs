using System.Text.Json.Serialization;
using AspNetCoreHost;
using AspNetCoreHost.Access;
using AspNetCoreHost.Rollouts;

var builder = WebApplication.CreateBuilder(args);
builder.AddCallers();

// What is rolled out: the storefront's deployments are child processes, and a router in this app divides its users between them.
builder.Services.AddOptions<StorefrontOptions>().BindConfiguration("Storefront");
builder.Services.AddSingleton(StorefrontPlan.CreateEnvironment);
builder.Services.AddBlueGreenYarpRouter("storefront");

// The engine. Journals are kept in memory; a durable IRolloutStore that is registered here takes that place.
builder.Services.AddBlueGreen()
    .AddRollout("storefront", (_, services) => StorefrontPlan.Build(services));

// What a caller is told who asks for what cannot be.
builder.Services.AddProblemDetails().AddExceptionHandler<RefusalHandler>();
builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
builder.Services.ConfigureHttpJsonOptions(options =>
{
    options.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
    options.SerializerOptions.RespectNullableAnnotations = true;
    options.SerializerOptions.RespectRequiredConstructorParameters = true;
});

var app = builder.Build();
Console.WriteLine(StorefrontPlan.Build(app.Services));   // the preview; a plan with problems ends the tool here
app.UseWhen(context => context.Request.Path.StartsWithSegments("/rollouts"), tool => tool.UseExceptionHandler().UseStatusCodePages());
app.UseAuthentication();
app.UseAuthorization();
app.MapRollouts();
app.MapBlueGreenRouter();   // everything else is the storefront's
await app.RunAsync();
