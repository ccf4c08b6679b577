using Nf.FirmwareHost;
using Nf.Runtime;

namespace Nf.Build;

/// <summary>What a guest needs of the image that it goes into.</summary>
internal static unsafe class GuestImports
{
    /// <summary>Whether a guest imports a function for host objects. Yes for what is no module: the image itself refuses that.</summary>
    /// <param name="guest">The bytes that go into the image.</param>
    public static bool MayOpen(byte[] guest)
    {
        fixed (byte* bytes = guest)
        {
            return WasmModule.Open(bytes, guest.Length, out WasmModule module, out _) != Status.Ok || HostFunctions.AreForObjects(in module);
        }
    }
}
