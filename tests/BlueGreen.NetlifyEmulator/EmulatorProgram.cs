using BlueGreen.NetlifyEmulator.World;

namespace BlueGreen.NetlifyEmulator;

/// <summary>Runs the emulator alone, until its standard input or the process ends: <c>[--port N] [--token T] [--limit REQUESTS] [--pace poll|once] SITE…</c></summary>
internal static class EmulatorProgram
{
    public static async Task<int> Main(string[] arguments)
    {
        var options = new EmulatorOptions();
        var sites = new List<string>();
        for (var index = 0; index < arguments.Length; index++)
        {
            switch (arguments[index])
            {
                case "--port":
                    options = options with { Port = int.Parse(arguments[++index], System.Globalization.CultureInfo.InvariantCulture) };
                    break;
                case "--token":
                    options = options with { Token = arguments[++index] };
                    break;
                case "--limit":
                    options = options with { RequestsPerMinute = int.Parse(arguments[++index], System.Globalization.CultureInfo.InvariantCulture) };
                    break;
                case "--pace":
                    options = options with { Pace = arguments[++index] == "once" ? DeployPace.AtOnce : DeployPace.EachPoll };
                    break;
                default:
                    sites.Add(arguments[index]);
                    break;
            }
        }

        await using var netlify = await EmulatedNetlify.StartAsync(options);
        await Console.Out.WriteLineAsync($"API {netlify.Address}");
        foreach (var name in sites)
        {
            var site = await netlify.AddSiteAsync(name, hasBranchDeploys: true);
            await Console.Out.WriteLineAsync($"{site.Name} {site.Id} {site.Address}");
        }

        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        return 0;
    }
}
