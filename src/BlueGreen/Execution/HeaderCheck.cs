using BlueGreen.Plans;

namespace BlueGreen.Execution;

/// <summary>Asks an address as users do until a header of its answer names a version.</summary>
internal sealed class HeaderCheck(HttpMessageInvoker http, TimeProvider clock)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    public async Task<StepReport> WaitForAsync(VerifyHeaderStep step, string? version, OperationContext context, CancellationToken cancellationToken)
    {
        var patience = new Patience(clock, context);
        while (true)
        {
            var found = await AskAsync(step, cancellationToken).ConfigureAwait(false);
            if (found == version)
            {
                return StepReport.Pass($"{step.Url} answers with {step.Header}: {version}");
            }

            if (!patience.HasTimeFor(Again))
            {
                return StepReport.Fail($"{step.Url} answers with {step.Header}: {found ?? "(none)"}, not {version}");
            }

            await Task.Delay(Again, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string?> AskAsync(VerifyHeaderStep step, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, step.Url);
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return response.Headers.TryGetValues(step.Header, out var values) ? string.Join(",", values) : null;
        }
        catch (HttpRequestException exception)
        {
            return $"no answer ({exception.Message})";
        }
    }
}
