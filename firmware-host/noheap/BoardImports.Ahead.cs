using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.FirmwareHost;

internal static unsafe partial class BoardImports
{
    /// <summary>The modules that were compiled ahead of time and linked into the image.</summary>
    [DllImport("nf_board", EntryPoint = "nf_ahead_linked")]
    internal static extern AheadSet* AheadModules();
}
