using System.Runtime.InteropServices;

namespace Nf.FirmwareHost;

/// <summary>
/// Names the arena of the interpreter. Twice what the firmware has for it: the kernels are more functions than one guest has on the smallest
/// board.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 2 * BoardConstants.EngineArenaBytes)]
internal struct KernelArena;
