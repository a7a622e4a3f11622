using BlueGreen.TestApp;

if (args is ["host", ..])
{
    return await DeployingHost.RunAsync(args[1..]);
}

if (args is ["journal", ..])
{
    return await JournalWriter.RunAsync(args[1..]);
}

return await Storefront.RunAsync(args);
