using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>The guest that this image runs: its package, or the module that it was compiled to ahead of time.</summary>
internal unsafe partial struct LinkedGuest
{
    /// <summary>The bytes that an instance is made of: a package, or a compiled module's outline.</summary>
    public byte* Wasm;

    /// <summary>Their number; 0 when the image has no guest.</summary>
    public int WasmBytes;

    /// <summary>The compiled module; null when the package is interpreted.</summary>
    public AheadModule* Ahead;

    /// <summary>Looks for it: a compiled one comes before a package.</summary>
    public static LinkedGuest Find()
    {
        LinkedGuest guest = default;
        FindCompiled(ref guest.Ahead);
        if (guest.Ahead == null) FindPackage(ref guest);
        else guest.UseOutline();
        return guest;
    }

    private void UseOutline()
    {
        Wasm = Ahead->Outline;
        WasmBytes = Ahead->OutlineBytes;
    }

    // Each in an image with that engine.
    static partial void FindCompiled(ref AheadModule* module);

    static partial void FindPackage(ref LinkedGuest guest);
}
