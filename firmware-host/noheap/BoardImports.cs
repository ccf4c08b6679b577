using System.Runtime.InteropServices;

namespace Nf.FirmwareHost;

/// <summary>What the start-up code of the board offers; see boards/common/nf_board.h.</summary>
internal static unsafe partial class BoardImports
{
    /// <summary>Writes bytes to the console, waiting until each is taken.</summary>
    [DllImport("nf_board", EntryPoint = "nf_console_write")]
    internal static extern void ConsoleWrite(byte* bytes, int length);

    /// <summary>The guest that was linked into the image.</summary>
    [DllImport("nf_board", EntryPoint = "nf_guest")]
    internal static extern byte* Guest(uint* bytes);

    /// <summary>The guest with that number that was linked into the image; null behind the last one.</summary>
    [DllImport("nf_board", EntryPoint = "nf_guest_at")]
    internal static extern byte* GuestAt(uint index, uint* bytes);

    /// <summary>The scenario that was linked into the image; 0 bytes without one.</summary>
    [DllImport("nf_board", EntryPoint = "nf_scenario")]
    internal static extern byte* Scenario(uint* bytes);

    /// <summary>The device's key, which every package needs a tag of; 0 bytes: none does.</summary>
    [DllImport("nf_board", EntryPoint = "nf_device_key")]
    internal static extern byte* DeviceKey(uint* bytes);
}
