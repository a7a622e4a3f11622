using BlueGreen.DurableTestHost;
using BlueGreen.Journal;
using DurableHost;
using DurableHost.Serving;
using Microsoft.Extensions.DependencyInjection.Extensions;

// --faults FOLDER host …: like the sample's host, but it meets the faults that lie in the folder.
if (args is not ["--faults", var folder, .. var rest])
{
    return await Commands.RunAsync(Options.Parse(args));
}

return await HostProgram.RunAsync(Options.Parse(rest), services =>
{
    var inner = services.Last(service => service.ServiceType == typeof(IRolloutStore)).ImplementationFactory!;
    services.Replace(ServiceDescriptor.Singleton<IRolloutStore>(provider => new StoppingStore((IRolloutStore)inner(provider), new(folder))));
});
