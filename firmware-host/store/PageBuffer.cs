using System.Runtime.CompilerServices;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>Room for one page of any medium.</summary>
[InlineArray((int)StorageGeometry.ProgramPageBytesMax)]
internal struct PageBuffer
{
    private byte _element;
}
