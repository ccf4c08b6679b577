using System.Collections.Generic;
using System.Linq;
using Nf.Build;
using Nf.Emulation;
using Nf.Errors;

namespace Nf.Rig;

/// <summary>What can be done to the emulator of a board.</summary>
internal static class EmulatedBoardAbilities
{
    // The emulator of this chip has pins and a display.
    private const string PortWithPins = "Stellaris";

    // The emulator of these chips has a watchdog.
    private static readonly string[] s_portsWithWatchdog = [PortWithPins, "Cmsdk"];

    // The rig's wiring of this medium takes the display's place on the bus.
    private const string MediumWithoutDisplay = "nor";

    /// <summary>Why something can't be done; null when it can.</summary>
    public static string? WhyNot(BoardDescription board, RigNeed need) => need.Ability switch
    {
        RigAbility.SetTemperature => Sensor(board, need.Wire!),
        RigAbility.TakeSensorAway => "the emulator can't take a sensor off the bus of a board that runs",
        RigAbility.DrivePin or RigAbility.ReadPin => Pin(board, need.Wire!),
        RigAbility.TakePicture when !HasPins(board) => $"the emulator of {board.Name} has no display",
        RigAbility.TakePicture when board.StoreMedium == MediumWithoutDisplay => "with NOR flash as its store the emulator has no display",
        RigAbility.LoadPackage or RigAbility.CorruptMedium when board.Store == null => $"the emulator of {board.Name} has no medium for a store",
        RigAbility.Hang when !board.Ports.Any(s_portsWithWatchdog.Contains) => $"the emulator of {board.Name} has no watchdog",
        _ => null,
    };

    private static bool HasPins(BoardDescription board) => board.Ports.Contains(PortWithPins);

    private static string? Sensor(BoardDescription board, RigWire wire)
    {
        IReadOnlyDictionary<int, string> sensors = RigSensors.Of(board);
        return sensors.ContainsKey(wire.Number) ? null : $"the emulator of {board.Name} has no sensor at {wire.Address}";
    }

    private static string? Pin(BoardDescription board, RigWire wire)
    {
        if (!HasPins(board))
            return $"the emulator of {board.Name} has no pins";
        try
        {
            _ = StellarisPins.Parse(wire.PinName);
            return null;
        }
        catch (NfException)
        {
            return $"{board.Name} has no pin {wire.PinName}";
        }
    }
}
