using Acme;
using BlueGreen.Yarp;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace BlueGreen.Tests.Docs;

/// <summary>The plans of the documents, built as there.</summary>
internal static class Samples
{
    public static RolloutPlan Hello() => HelloPlan.Build(Router("hello"));

    public static RolloutPlan Storefront() => StorefrontPlans.Standard(Tool.Build([]).Services);

    public static RolloutPlan Careful() => StorefrontPlans.Careful(new ChildProcessEnvironment(Command.Run("./storefront")), Router("storefront"));

    /// <summary>The router of an app that is not started.</summary>
    private static YarpTrafficRouter Router(string application)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<BlueGreen.Traffic.ITrafficRegister>(new BlueGreen.Traffic.InMemoryTrafficRegister());
        builder.Services.AddBlueGreenYarpRouter(application);
        return builder.Build().Services.GetRequiredService<YarpTrafficRouter>();
    }
}
