using System.Globalization;
using BlueGreen;

namespace Acme;

public static class MeasuringInstruments
{
    public static InstrumentMetrics OfTheClient()
    {
        // <snippet instruments>
        var metrics = new InstrumentMetrics(new()
        {
            Meter = "System.Net.Http",
            Instrument = "http.client.request.duration",
            DeploymentTag = "server.port",
            LabelOf = deployment => deployment.Url.Port.ToString(CultureInfo.InvariantCulture),
        });
        // </snippet>
        return metrics;
    }
}
