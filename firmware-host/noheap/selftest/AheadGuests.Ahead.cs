using System;
using Nf.FirmwareHost;
using Nf.Runtime;

namespace Nf.OnTarget;

internal static unsafe partial class AheadGuests
{
    static partial void AskWhetherUsed(ref bool used) => used = true;

    static partial void FindByDigest(ReadOnlySpan<byte> digest, ref AheadModule* module) =>
        _ = BoardImports.AheadModules()->Find(digest, out module);
}
