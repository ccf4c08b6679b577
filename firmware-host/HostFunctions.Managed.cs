using System;
using Nf.Runtime;

namespace Nf.FirmwareHost;

public readonly partial struct HostFunctions
{
    /// <summary>Whether a module imports a function for host objects: an image whose guest does not has none of them. O(imports).</summary>
    /// <param name="module">An opened module.</param>
    public static bool AreForObjects(in WasmModule module)
    {
        WasmReader reader = module.Imports();
        for (int i = 0; i < module.ImportCount; i++)
        {
            ImportEntry import = WasmModule.ReadImport(ref reader);
            if (import.Module.SequenceEqual("nf"u8) && ObjectFunctions.TryFind(import.Name, out _)) return true;
        }

        return false;
    }
}
