using System.CommandLine;
using System.Linq;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Cli;

/// <summary>`nf pack`: a module becomes a package.</summary>
internal static class PackCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> path = CommonOptions.GuestPath();
        Option<string?> output = new("--output", "-o")
        {
            Description = "Where to write; NAME.nf.wasm beside NAME.wasm otherwise.",
            HelpName = "FILE",
        };
        Option<string?> name = new("--name") { Description = "The guest's name; that of its file otherwise.", HelpName = "NAME" };
        Option<GuestVersion?> version = Version();
        Option<ulong?> fuel = CommonOptions.Number<ulong>("--fuel", "Fuel of a call, 1 to 2^62; 1000000000 otherwise.");
        Option<uint?> depth = CommonOptions.Number<uint>("--depth", "Levels of calls, 1 to 2^30; 256 otherwise.");
        Option<uint?> memory = CommonOptions.Number<uint>(
            "--memory-pages", "Linear memory in pages of 64 KiB; what the module declares otherwise, at most 256 more than its minimum.");
        Option<uint?> table = CommonOptions.Number<uint>("--table-elements", "Table elements; what the module declares otherwise.");
        Option<uint?> stack = CommonOptions.Number<uint>("--stack-bytes", "The value stack, 256 to 2^30; 65536 otherwise.");
        Option<uint?> slots = CommonOptions.Number<uint>("--host-slots", "Host slots, 0 to 65535; 16 otherwise.");
        Option<string[]?> capability = new("--capability")
        {
            Description = "What the guest wants to be allowed; may be given several times. What its imports need otherwise.",
            HelpName = "WORD",
        };
        Option<GuestEngine?> engine = EngineOptions.Engine(
            "interpreter, whose packages run on any engine, or aot: more of WebAssembly, but only compiled ahead of time; interpreter otherwise.");
        SupervisionFlags supervision = new();
        Command command = new("pack", """
            Makes a package of a module: lowers what the engine does not take, meters fuel and depth of calls, and adds a manifest with
            the guest's limits. They may stand in nf.yaml beside the module, too, under the names of the options; options win.

            Examples:
              nf pack examples/thermostat
              nf pack guest.wasm --engine aot
              nf pack guest.wasm -o guest.nf.wasm --guest-version 1.2.0 --fuel 50000000 --capability gpio --capability i2c
              nf pack guest.wasm --period 20ms --deadline 5ms --policy safe --safe-output PF0=low
            """)
        {
            path, output, name, version, fuel, depth, memory, table, stack, slots, capability, engine, CommonOptions.Json(),
        };
        foreach (Option option in supervision.All)
            command.Options.Add(option);
        command.SetAction(parsed => terminal.Finish(() =>
        {
            string[] capabilities = parsed.GetValue(capability) ?? [];
            PackageOptions options = new()
            {
                Name = parsed.GetValue(name),
                Version = parsed.GetValue(version),
                Fuel = parsed.GetValue(fuel),
                Depth = parsed.GetValue(depth),
                MemoryPages = parsed.GetValue(memory),
                TableElements = parsed.GetValue(table),
                StackBytes = parsed.GetValue(stack),
                HostSlots = parsed.GetValue(slots),
                Capabilities = capabilities.Length == 0 ? null : capabilities,
                Engine = parsed.GetValue(engine),
                Supervision = supervision.Of(parsed),
            };
            return PackRun.Execute(parsed.GetValue(path)!, parsed.GetValue(output), options);
        }));
        return command;
    }

    private static Option<GuestVersion?> Version() => new("--guest-version")
    {
        Description = "The guest's version; 0.0.0 otherwise.",
        HelpName = "1.2.3",
        CustomParser = result =>
        {
            string text = result.Tokens.Single().Value;
            if (GuestVersion.TryParse(text, out GuestVersion version))
                return version;
            result.AddError($"--guest-version is '{text}', but must be three numbers of at most 65535, as 1.2.3");
            return null;
        },
    };
}
