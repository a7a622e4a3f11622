using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>Zones and records. A record cannot be changed, only deleted and made anew.</summary>
internal static class DnsEndpoints
{
    private static readonly string[] Types = ["A", "AAAA", "ALIAS", "CAA", "CNAME", "MX", "NS", "SPF", "SRV", "TXT", "NETLIFY"];

    public static void MapDns(this IEndpointRouteBuilder api, NetlifyWorld world)
    {
        api.MapGet("/dns_zones", (string? account_slug) =>
            world.Read(() => Results.Ok(world.Zones.Where(_ => account_slug is null || account_slug == world.Account.Slug).Select(zone => Describe(world, zone)))));
        api.MapPost("/dns_zones", (ZoneRequest body) => world.Read(() => Create(world, body)));
        api.MapGet("/dns_zones/{zone}", (string zone) => world.OnZone(zone, found => Results.Ok(Describe(world, found))));
        api.MapDelete("/dns_zones/{zone}", (string zone) => world.OnZone(zone, found => Delete(world.Zones, found)));
        api.MapGet("/dns_zones/{zone}/dns_records", (string zone) => world.OnZone(zone, found => Results.Ok(found.Records.Select(record => Describe(found, record)))));
        api.MapPost("/dns_zones/{zone}/dns_records", (string zone, RecordRequest body) => world.OnZone(zone, found => Create(world, found, body)));
        api.MapGet("/dns_zones/{zone}/dns_records/{id}", (string zone, string id) => world.OnRecord(zone, id, (found, record) => Results.Ok(Describe(found, record))));
        api.MapDelete("/dns_zones/{zone}/dns_records/{id}", (string zone, string id) => world.OnRecord(zone, id, (found, record) => Delete(found.Records, record)));
        api.MapGet("/sites/{site}/dns", (string site) => world.OnSite(site, found => SiteZones(world, found)));
        api.MapPut("/sites/{site}/dns", (string site) => world.OnSite(site, found => SiteZones(world, found)));
    }

    private static IResult OnZone(this NetlifyWorld world, string id, Func<DnsZone, IResult> answer) =>
        world.Read(() => world.Zones.Find(zone => zone.Id == id) is { } zone ? answer(zone) : ApiError.NotFound);

    private static IResult OnRecord(this NetlifyWorld world, string zone, string id, Func<DnsZone, DnsRecord, IResult> answer) =>
        world.OnZone(zone, found => found.Records.Find(record => record.Id == id) is { } record ? answer(found, record) : ApiError.NotFound);

    private static IResult Create(NetlifyWorld world, ZoneRequest body)
    {
        if (string.IsNullOrEmpty(body.Name) || world.Zones.Exists(zone => zone.Name == body.Name))
        {
            return ApiError.Refused("A zone needs a name that no other has");
        }

        var zone = new DnsZone(world.NextId(), body.Name, body.SiteId, world.Now);
        world.Zones.Add(zone);
        return Results.Json(Describe(world, zone), statusCode: StatusCodes.Status201Created);
    }

    private static IResult Create(NetlifyWorld world, DnsZone zone, RecordRequest body)
    {
        if (!Types.Contains(body.Type) || string.IsNullOrEmpty(body.Hostname) || string.IsNullOrEmpty(body.Value))
        {
            return ApiError.Refused("A record needs a known type, a hostname and a value");
        }

        var hostname = body.Hostname == "@" ? zone.Name : body.Hostname.EndsWith(zone.Name, StringComparison.Ordinal) ? body.Hostname : $"{body.Hostname}.{zone.Name}";
        var record = new DnsRecord(
            world.NextId(), body.Type!, hostname, body.Value, body.Ttl ?? 3600, body.Priority, body.Weight, body.Port, body.Flag, body.Tag, zone.SiteId, Managed: false);
        zone.Records.Add(record);
        return Results.Json(Describe(zone, record), statusCode: StatusCodes.Status201Created);
    }

    private static IResult Delete<TItem>(List<TItem> items, TItem item)
    {
        items.Remove(item);
        return Results.NoContent();
    }

    private static IResult SiteZones(NetlifyWorld world, Site site) => Results.Ok(world.Zones.Where(zone => zone.SiteId == site.Id).Select(zone => Describe(world, zone)));

    private static object Describe(NetlifyWorld world, DnsZone zone) => new
    {
        zone.Id,
        zone.Name,
        Errors = Array.Empty<string>(),
        SupportedRecordTypes = Types,
        UserId = "5f0000000000000000000002",
        zone.CreatedAt,
        UpdatedAt = zone.CreatedAt,
        Records = zone.Records.Select(record => Describe(zone, record)),
        DnsServers = new[] { "dns1.example.com", "dns2.example.com" },
        AccountId = world.Account.Id,
        zone.SiteId,
        AccountSlug = world.Account.Slug,
        AccountName = world.Account.Name,
        Domain = zone.Name,
        Ipv6Enabled = false,
        Dedicated = false,
    };

    private static object Describe(DnsZone zone, DnsRecord record) => new
    {
        record.Id,
        record.Hostname,
        record.Type,
        record.Value,
        record.Ttl,
        record.Priority,
        record.Weight,
        record.Port,
        record.Flag,
        record.Tag,
        record.SiteId,
        record.Managed,
        DnsZoneId = zone.Id,
    };

    private sealed record ZoneRequest(string? AccountSlug, string? SiteId, string? Name);

    private sealed record RecordRequest(string? Type, string? Hostname, string? Value, long? Ttl, long? Priority, long? Weight, long? Port, long? Flag, string? Tag);
}
