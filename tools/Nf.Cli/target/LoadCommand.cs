using System;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Nf.Emulation;
using Nf.FirmwareHost;
using Nf.Simulator;
using Nf.Target;

namespace Nf.Cli;

/// <summary>`nf load`: a package into a target.</summary>
internal static class LoadCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> path = CommonOptions.GuestPath();
        Option<string> place = TargetOptions.Place();
        Option<bool> activate = new("--activate") { Description = "Let it run at once, on trial." };
        Option<bool> confirm = new("--confirm") { Description = "Let it run at once, and keep it without a trial." };
        Option<string?> key = new("--key")
        {
            Description = "Sign it with the target's key: a file of its bytes, or of their hexadecimal digits.",
            HelpName = "FILE",
        };
        Command command = new("load", """
            Sends a package to a target, which checks and keeps it; a module that is no package yet is packed before. When the line breaks,
            the upload goes on where it was; so does the same command, given again.

            Examples:
              nf load examples/thermostat --place 0 --activate --target emu:lm3s6965evb
              nf load new.nf.wasm --place thermostat --activate --key device.key --target serial:/dev/ttyUSB0
            """)
        {
            path, place, activate, confirm, key,
        };
        return command.Over(terminal, (session, parsed) =>
        {
            byte[]? keyBytes = parsed.GetValue(key) is { } file ? PackageLoader.ReadKey(file) : null;
            GuestFile package = PackageLoader.Package(session, parsed.GetValue(path)!);
            byte to = session.FindPlace(parsed.GetValue(place)!);
            Stopwatch watch = Stopwatch.StartNew();
            UploadPlan plan = PackageLoader.Plan(to, package.Wasm, keyBytes);
            terminal.FollowBytes(package.Name, package.Wasm.Length, report => session.Upload(plan, package.Wasm, reached => report(reached)));
            TimeSpan time = watch.Elapsed;
            if (parsed.GetValue(activate) || parsed.GetValue(confirm))
                Activate(session, to, parsed.GetValue(confirm));
            return Result(session, to, package, keyBytes != null, time);
        });
    }

    private static void Activate(TargetSession session, byte place, bool isConfirmed)
    {
        GuestPlace request = new() { Place = place };
        session.Tell(MessageType.Activate, request, $"place {place}");
        GuestCommands.CheckTaken(session, place);
        if (isConfirmed)
            session.Tell(MessageType.Confirm, request, $"place {place}");
    }

    private static Outcome Result(TargetSession session, byte place, GuestFile package, bool isSigned, TimeSpan time)
    {
        Outcome guest = GuestCommands.Result(session, place);
        guest.Fields["package"] = package.Name;
        guest.Fields["bytes"] = package.Wasm.Length;
        guest.Fields["signed"] = isSigned;
        guest.Fields["seconds"] = Math.Round(time.TotalSeconds, 3);
        string line = string.Create(CultureInfo.InvariantCulture,
            $"{package.Name}: {package.Wasm.Length:N0} bytes in {time.TotalSeconds:0.0} s, checked by the target, for place {place}");
        return guest with
        {
            Show = terminal =>
            {
                terminal.Output.WriteLine(line);
                guest.Show!(terminal);
            },
        };
    }
}
