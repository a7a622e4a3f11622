namespace NetlifyPostgres.Tooling;

/// <summary>The data, as an operator brings it back: first beside production, and in its place only when what is lost is repeated.</summary>
internal static class Restoring
{
    public static async Task<int> ListAsync(Place place)
    {
        using var store = BackupStore.Open(place);
        foreach (var backup in await store.Backups.ListAsync())
        {
            Console.WriteLine(backup);
        }

        return ExitCode.Done;
    }

    public static async Task<int> TakeAsync(Place place)
    {
        using var store = BackupStore.Open(place);
        Console.WriteLine(await store.Backups.TakeAsync());
        return ExitCode.Done;
    }

    /// <summary>Restores beside production, says what a swap would lose, and asks for the token; anything else leaves production as it is and the copy for looking at.</summary>
    public static async Task<int> RestoreAsync(Place place, string name)
    {
        using var store = BackupStore.Open(place);
        var copy = await store.Backups.RestoreBesideAsync(await store.Backups.FindAsync(name));
        var plan = await store.Backups.PlanSwapAsync(copy);
        Console.WriteLine(plan);
        Console.Write($"Type the token to put it in the place of production, or nothing to leave the copy as database '{copy.Name}': ");
        if (Console.ReadLine() is not { Length: > 0 } token)
        {
            return ExitCode.Done;
        }

        Console.WriteLine($"Done. What was production until now is database '{await store.Backups.SwapAsync(plan, token)}'.");
        return ExitCode.Done;
    }
}
