using BlueGreen.Architecture.Rules;

namespace BlueGreen.Architecture;

public sealed class RoomTests
{
    [Fact]
    public void An_assembly_references_only_what_its_room_allows() =>
        Verdict.Holds(Repository.Libraries.SelectMany(library =>
            Rooms.Check(library.Name, library.Assembly.GetReferencedAssemblies().Select(reference => reference.Name!))));

    [Fact]
    public void A_project_declares_only_what_its_room_allows() =>
        Verdict.Holds(Repository.Libraries.SelectMany(library =>
            Rooms.Check(library.Name, library.DeclaredReferences)));

    [Fact]
    public void Every_library_was_found() =>
        Assert.Contains("BlueGreen.Abstractions", Repository.Libraries.Select(library => library.Name));

    [Fact]
    public void The_rule_bites_on_a_reference_that_leaves_the_room()
    {
        Verdict.Bites(Rooms.Check("BlueGreen.Abstractions", ["System.Runtime", "Microsoft.Extensions.Options"]), "uses Microsoft.Extensions.Options");
        Verdict.Bites(Rooms.Check("BlueGreen.Yarp", ["Yarp.ReverseProxy", "BlueGreen"]), "uses BlueGreen;");
        Verdict.Bites(Rooms.Check("BlueGreen.Testing", ["BlueGreen", "xunit.v3.core"]), "uses xunit.v3.core");
        Verdict.Bites(Rooms.Check("BlueGreen", ["Microsoft.AspNetCore.App"]), "uses Microsoft.AspNetCore.App");
    }

    [Fact]
    public void The_rule_bites_on_a_library_without_a_room() =>
        Verdict.Bites(Rooms.Check("BlueGreen.Unheard", []), "BlueGreen.Unheard has no room");
}
