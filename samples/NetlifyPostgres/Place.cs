using System.Text.Json;
using System.Text.Json.Serialization;
using BlueGreen;
using BlueGreen.Netlify;
using NetlifyPostgres.Plans;

namespace NetlifyPostgres;

/// <summary>Where everything is: the real world, as variables say it, or a local one, as its own process wrote it down.</summary>
internal sealed record Place
{
    /// <summary>A name in the zone that leads past the router to what is live, for monitors and for the day on which the router is away.</summary>
    public const string DirectName = "direct";

    private const string LocalFile = "local.json";

    /// <summary>Where rollouts are kept, and reports go.</summary>
    public required string Folder { get; init; }

    public required string Token { get; init; }

    public required string Site { get; init; }

    public required string StagingSite { get; init; }

    /// <summary>The zone at Netlify in which names are pointed at what is live.</summary>
    public required string DnsZone { get; init; }

    public Uri? NetlifyApi { get; init; }

    public required string Database { get; init; }

    public required string StagingDatabase { get; init; }

    /// <summary>Where the router listens.</summary>
    public required Uri RouterUrl { get; init; }

    /// <summary>What users type.</summary>
    public required Uri LiveUrl { get; init; }

    /// <summary>What the rollouts are judged by.</summary>
    public required Measuring Measuring { get; init; }

    public bool IsLocal { get; init; }

    /// <summary>What a deployment depends on besides the database.</summary>
    [JsonIgnore]
    public Uri Api => NetlifyApi ?? new("https://api.netlify.com/");

    [JsonIgnore]
    public Times Times => IsLocal ? Times.Short : Times.OfTheProcedure;

    [JsonIgnore]
    public string Store => Path.Combine(Folder, "rollouts.db");

    [JsonIgnore]
    public string Reports => Path.Combine(Folder, "reports");

    /// <exception cref="FormatException">Variables are missing or wrong; all of them are named.</exception>
    public static Place Of(string folder)
    {
        var variables = new Variables();
        var place = new Place
        {
            Folder = Path.GetFullPath(folder),
            Token = variables.Text("NETLIFY_AUTH_TOKEN"),
            Site = variables.Text("NETLIFY_SITE_ID"),
            StagingSite = variables.Text("NETLIFY_STAGING_SITE_ID"),
            DnsZone = variables.Text("NETLIFY_DNS_ZONE"),
            Database = variables.Text("DATABASE"),
            StagingDatabase = variables.Text("STAGING_DATABASE"),
            RouterUrl = variables.Address("ROUTER_URL", "http://127.0.0.1:8080/"),
            LiveUrl = variables.Address("LIVE_URL", "https://www.example.com/"),
            Measuring = Measuring.Of(variables),
        };
        variables.Verify();
        return place;
    }

    /// <exception cref="FormatException">No local world runs with that folder.</exception>
    public static Place OfLocal(string folder)
    {
        var file = Path.Combine(folder, LocalFile);
        return File.Exists(file)
            ? JsonSerializer.Deserialize<Place>(File.ReadAllText(file))!
            : throw new FormatException($"There is no {file}: start the local world first, with the command world and the same --folder.");
    }

    public void WriteDown()
    {
        var file = Path.Combine(Folder, LocalFile);
        File.WriteAllText($"{file}.new", JsonSerializer.Serialize(this));
        File.Move($"{file}.new", file, overwrite: true);
    }

    public NetlifyOptions Netlify(string site)
    {
        var options = new NetlifyOptions
        {
            Site = site,
            Token = new Secret(Token),
            DnsZone = DnsZone,
            Folder = IsLocal ? Path.Combine(ReleaseOf(ReleaseToken.Version), "dist") : "dist",
            Functions = IsLocal ? Path.Combine(ReleaseOf(ReleaseToken.Version), "functions") : "netlify/functions",
        };
        options.BaseAddress = NetlifyApi ?? options.BaseAddress;
        options.PollInterval = IsLocal ? TimeSpan.FromSeconds(0.1) : options.PollInterval;
        return options;
    }

    public string MigrationsOf(string version) => IsLocal ? Path.Combine(ReleaseOf(version), "migrations") : "migrations";

    /// <summary>One of the team's scripts. Locally this program stands in for npm.</summary>
    public Command Script(string name, params string[] arguments) => IsLocal
        ? Command.Run("dotnet", [typeof(Place).Assembly.Location, "script", name, ReleaseOf(ReleaseToken.Version), .. arguments])
        : Command.Run("npm", ["run", name, "--", .. arguments]).With("RELEASE", ReleaseToken.Version);

    private string ReleaseOf(string version) => Path.Combine(Folder, "releases", version);
}
