using BlueGreen;
using NetlifyPostgres;
using NetlifyPostgres.Tooling;

try
{
    return await Commands.RunAsync(Options.Parse(args));
}
catch (FormatException wrong)
{
    Console.Error.WriteLine($"{wrong.Message} help lists what there is.");
    return ExitCode.WrongArguments;
}
catch (Exception refused) when (refused is BlueGreenException or InvalidPlanException or ProviderException)
{
    Console.Error.WriteLine(refused.Message);
    return ExitCode.Refused;
}
