namespace Nf.FirmwareHost;

internal unsafe partial struct LinkedGuest
{
    static partial void FindPackage(ref LinkedGuest guest)
    {
        uint bytes;
        guest.Wasm = BoardImports.Guest(&bytes);
        guest.WasmBytes = (int)bytes;
    }
}
