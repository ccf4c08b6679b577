using System.Runtime.InteropServices;

namespace Nf.FirmwareHost;

/// <summary>What makes a program stay on its target: the start-up code asks for these by name.</summary>
internal static class Resident
{
    /// <summary>After a fault the target restarts, and before each start a board tests its RAM; see boards/common/nf_board.h.</summary>
    [UnmanagedCallersOnly(EntryPoint = "nf_is_resident")]
    private static int IsResident() => 1;
}
