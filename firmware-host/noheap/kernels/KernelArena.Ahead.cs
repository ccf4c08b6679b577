using System.Runtime.InteropServices;

namespace Nf.FirmwareHost;

/// <summary>Names the arena of the engine that runs compiled code, which is flash.</summary>
[StructLayout(LayoutKind.Sequential, Size = BoardConstants.EngineArenaBytes)]
internal struct KernelArena;
