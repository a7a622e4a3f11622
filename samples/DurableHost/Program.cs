using BlueGreen;
using DurableHost;

try
{
    return await Commands.RunAsync(Options.Parse(args));
}
catch (FormatException wrong)
{
    Console.Error.WriteLine($"{wrong.Message} --help lists what there is.");
    return ExitCode.WrongArguments;
}
catch (BlueGreenException refused)
{
    Console.Error.WriteLine(refused.Message);
    return ExitCode.Refused;
}
