using System;
using System.IO;
using System.Runtime.InteropServices;
using Nf.Errors;
using Nf.Runtime;

namespace Nf.Simulator;

/// <summary>
/// A shared object with modules compiled ahead of time (<c>nf compile</c>). It stays loaded until the process ends, as its modules may be
/// in use, unless <see cref="Unload"/> says that they are not. Its code is trusted as any library is: load only what you compiled.
/// </summary>
public sealed unsafe class AheadLibrary
{
    private const string Symbol = "nf_ahead_modules";

    private readonly nint _handle;
    private readonly AheadSet* _set;
    private readonly string _name;

    /// <summary>Loads it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NfException">It is not there, is no such library, or was made for another version of nf.</exception>
    public AheadLibrary(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        _name = Path.GetFileName(path);
        if (!File.Exists(path))
            throw new NfException(Status.FileNotFound, $"no file {path}");
        if (!NativeLibrary.TryLoad(Path.GetFullPath(path), out _handle) || !NativeLibrary.TryGetExport(_handle, Symbol, out nint set))
            throw new NfException(Status.FileUnreadable, $"{_name}: expected a shared object that `nf compile` made for this machine");
        _set = (AheadSet*)set;
        if (_set->Abi == Engine.Abi)
            return;
        throw new NfException(Status.EngineMismatch,
            $"{_name}: made for version {_set->Abi} of the engine's interface, this nf has {Engine.Abi}: run `nf compile` again");
    }

    /// <summary>Its modules.</summary>
    public AheadSet* Modules => _set;

    /// <summary>Unloads it. No instance of its modules may be there any more.</summary>
    public void Unload() => NativeLibrary.Free(_handle);

    /// <summary>Finds what was made from a package.</summary>
    /// <param name="digest">SHA-256 of the package.</param>
    /// <exception cref="NfException">It was made from another one.</exception>
    public AheadModule* Find(ReadOnlySpan<byte> digest)
    {
        if (_set->Find(digest, out AheadModule* module) == Status.Ok)
            return module;
        string made = _set->Count == 0 ? "nothing" : Convert.ToHexStringLower((*_set)[0]->Digest);
        throw new NfException(Status.DigestMismatch,
            $"{_name}: made from another package (digest {made}, expected {Convert.ToHexStringLower(digest)}): run `nf compile` again");
    }
}
