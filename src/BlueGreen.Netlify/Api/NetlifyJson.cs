using System.Text.Json.Serialization;

namespace BlueGreen.Netlify.Api;

/// <summary>How what is sent and answered is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NetlifySiteInfo))]
[JsonSerializable(typeof(NetlifyDeploy))]
[JsonSerializable(typeof(NetlifyDeploy[]))]
[JsonSerializable(typeof(NetlifyDeployRequest))]
[JsonSerializable(typeof(NetlifyDeployedBranch[]))]
[JsonSerializable(typeof(NetlifyTrafficSplit))]
[JsonSerializable(typeof(NetlifyTrafficSplit[]))]
[JsonSerializable(typeof(NetlifySplitRequest))]
[JsonSerializable(typeof(NetlifyVariable))]
[JsonSerializable(typeof(NetlifyVariable[]))]
[JsonSerializable(typeof(NetlifyDnsZone[]))]
[JsonSerializable(typeof(NetlifyDnsRecord))]
[JsonSerializable(typeof(NetlifyDnsRecord[]))]
[JsonSerializable(typeof(NetlifyPurgeRequest))]
[JsonSerializable(typeof(NetlifyErrorBody))]
internal sealed partial class NetlifyJson : JsonSerializerContext;
