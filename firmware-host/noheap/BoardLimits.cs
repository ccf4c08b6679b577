using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>What the board allows a guest: the numbers of board.yaml.</summary>
internal static class BoardLimits
{
    /// <summary>All of them.</summary>
    public static InstanceLimits All => new()
    {
        Fuel = BoardConstants.FuelMax,
        CallDepth = BoardConstants.CallDepthMax,
        MemoryPages = BoardConstants.WasmPagesMax,
        TableElements = BoardConstants.TableElementsMax,
        Functions = BoardConstants.FunctionsMax,
        Globals = BoardConstants.GlobalsMax,
        StackBytes = BoardConstants.WasmStackBytes,
        HostSlots = BoardConstants.HostSlotsMax,
        CodeBytes = BoardConstants.CodeBytesMax,
    };
}
