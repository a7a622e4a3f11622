using BlueGreen;
using CustomProvider;

if (args is not [var socket, var backend, var program])
{
    Console.Error.WriteLine("Usage: CustomProvider SOCKET BACKEND PROGRAM   prints the plan that rolls PROGRAM out behind a backend of HAProxy");
    return 2;
}

var plan = new RolloutBuilder(backend)
    .Environment(new ChildProcessEnvironment(Command.Run(program)))
    .Traffic(new HAProxyRouter(new(socket), backend))
    .WithoutTriggers("HAProxy's statistics are not read here")
    .DeployGreen()
    .ShiftTo(Percentage.Of(10)).Wait(TimeSpan.FromMinutes(1))
    .ShiftTo(Percentage.All)
    .Promote()
    .Build();
Console.WriteLine(plan);
return 0;
