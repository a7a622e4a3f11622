using BlueGreen.DurableTestHost;
using BlueGreen.Journal;
using DurableHost;
using DurableHost.Serving;
using Microsoft.Extensions.DependencyInjection.Extensions;

// --fault kill|stop before|after KIND FLAG host …: like the sample's host, but the first to get there, which is noted in the flag file, is ended or frozen.
if (args is not ["--fault", var how, var when, var kind, var flag, .. var rest])
{
    return await Commands.RunAsync(Options.Parse(args));
}

return await HostProgram.RunAsync(Options.Parse(rest), services =>
{
    var inner = services.Last(service => service.ServiceType == typeof(IRolloutStore)).ImplementationFactory!;
    services.Replace(ServiceDescriptor.Singleton<IRolloutStore>(provider =>
        new StoppingStore((IRolloutStore)inner(provider), new(how == "kill" ? Fault.Kill : Fault.Stop, when == "before", kind, flag))));
});
