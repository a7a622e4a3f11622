using System.Globalization;
using BlueGreen.Artifacts;
using BlueGreen.Postgres.Backups;
using BlueGreen.Postgres.Backups.Beside;

// Arguments: connection string, the artifacts' folder, the folder for dumps, how many tables at a time, what to do, the backup, and for a swap or the return of a table the copy and the table.
var artifacts = new FileArtifactStore(new FileArtifactStoreOptions { Directory = args[1] });
var backups = new PostgresBackups(args[0], artifacts, "shop", new PostgresBackupOptions { WorkFolder = args[2], Jobs = int.Parse(args[3], CultureInfo.InvariantCulture) });
if (args[4] == "take")
{
    Console.WriteLine((await backups.TakeAsync()).Name);
    return;
}

var backup = await backups.FindAsync(args[5]);
switch (args[4])
{
    case "restore":
        Console.WriteLine((await backups.RestoreBesideAsync(backup)).Name);
        break;
    case "verify":
        Console.WriteLine((await backups.VerifyAsync(backup)).VerifiedAt);
        break;
    case "swap":
        var plan = await backups.PlanSwapAsync(new RestoredCopy(args[6], backup));
        Console.WriteLine(await backups.SwapAsync(plan, plan.Token));
        break;
    case "return":
        await backups.ReturnTableAsync(new RestoredCopy(args[6], backup), args[7]);
        break;
    default:
        throw new ArgumentException($"There is nothing called '{args[4]}' to do.");
}
