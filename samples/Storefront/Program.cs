var app = WebApplication.Create(args);
app.MapGet("/", () => "Hello");
await app.RunAsync();
