using System.Runtime.InteropServices;

namespace Nf.FirmwareHost;

/// <summary>Names the arena of the guest's engine: compiled code, tables, the guest's value stack. Its size is board.yaml's.</summary>
[StructLayout(LayoutKind.Sequential, Size = BoardConstants.EngineArenaBytes)]
internal struct EngineStorage
{
}
