using System;
using System.Linq;
using Nf.Package;

namespace Nf.Rig;

/// <summary>Reads what is loaded: `load`, and `cut-power` during it.</summary>
internal sealed class RigPackageReader(RigNames names)
{
    private const string Example = "{package: examples/thermostat, place: 0, activate: true}";

    public LoadStep? ReadLoad(RigMark mark, RigValue value)
    {
        if (value.Map("load", Example) is not { } map)
            return null;
        RigPackage? package = ReadPackage(map);
        string? refused = map.Optional("refused") is { } status ? StatusName(status) : null;
        map.End();
        return package == null ? null : new LoadStep(mark, package, refused);
    }

    public CutPowerStep? ReadCut(RigMark mark, RigValue value)
    {
        if (value.IsNull)
            return new CutPowerStep(mark, null);
        if (value.Map("cut-power", "{} or {during: load, package: examples/thermostat, place: 0}") is not { } map)
            return null;
        RigPackage? package = null;
        if (map.Optional("during") is { } during)
        {
            _ = during.OneOf("load");
            package = ReadPackage(map);
            if (package == null)
                return null;
        }
        map.End();
        return new CutPowerStep(mark, package);
    }

    private RigPackage? ReadPackage(RigMap map)
    {
        string name = "";
        string? path = map.Required("package", "examples/thermostat") is { } value ? names.AddGuest(value, out name) : null;
        long place = map.Required("place", "0")?.Integer(0, FirmwareHost.Supervisor.PlacesMax - 1) ?? 0;
        GuestVersion? version = map.Optional("version") is { } text ? Version(text) : null;
        bool activate = map.Optional("activate")?.Truth() ?? false;
        bool confirm = map.Optional("confirm")?.Truth() ?? false;
        return path == null ? null : new RigPackage(path, name, version, (byte)place, activate || confirm, confirm);
    }

    private static GuestVersion? Version(RigValue value)
    {
        if (GuestVersion.TryParse(value.Raw, out GuestVersion version))
            return version;
        value.Expect("a version, as 2.0.0");
        return null;
    }

    /// <summary>The name of a status that is no success.</summary>
    public static string? StatusName(RigValue value)
    {
        if (Enum.TryParse(value.Raw, out Status status) && status != Status.Ok && Enum.GetNames<Status>().Contains(value.Raw))
            return value.Raw;
        value.Expect("the name of a status, as NotGranted or TrapUnreachable");
        return null;
    }
}
