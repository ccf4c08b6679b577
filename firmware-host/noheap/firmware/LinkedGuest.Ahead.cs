using Nf.Runtime;

namespace Nf.FirmwareHost;

internal unsafe partial struct LinkedGuest
{
    // The first is the one to run; the others are there for who looks for them by digest.
    static partial void FindCompiled(ref AheadModule* module)
    {
        AheadSet* set = BoardImports.AheadModules();
        if (set->Abi == Engine.Abi && set->Count != 0) module = (*set)[0];
    }
}
