namespace Storefront;

/// <summary>What is wrong with a release. Health checks do not notice it: it shows only under traffic.</summary>
/// <param name="afterRequests">How many visitors are served before it shows.</param>
/// <param name="everyNth">Which visitors get an error from then on; 0 for none.</param>
internal sealed class Defect(int afterRequests, int everyNth)
{
    private int _requests;

    /// <summary>Versions 3.0.x fail every fifth visitor, once it has served a few.</summary>
    public static Defect Of(string version) => version.StartsWith("3.0.", StringComparison.Ordinal) ? new(afterRequests: 10, everyNth: 5) : new(0, 0);

    public bool StrikesNow()
    {
        var request = Interlocked.Increment(ref _requests);
        return everyNth > 0 && request > afterRequests && request % everyNth == 0;
    }
}
