using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("BlueGreen.IntegrationTests")]
