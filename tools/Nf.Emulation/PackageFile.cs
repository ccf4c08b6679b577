using System;
using System.IO;
using System.Security.Cryptography;
using Nf.Build;
using Nf.Simulator;

namespace Nf.Emulation;

/// <summary>Files of packages that are made on the way to an image.</summary>
public static class PackageFile
{
    /// <summary>The path of a package, in a folder named after its content, so that two builds at a time don't disturb each other.</summary>
    public static string Write(GuestFile package)
    {
        string digest = Convert.ToHexStringLower(SHA256.HashData(package.Wasm));
        string folder = Repository.PathOf("build", "packages", digest[..16]);
        string path = Path.Combine(folder, Path.ChangeExtension(package.Name, ".nf.wasm"));
        Directory.CreateDirectory(folder);
        if (File.Exists(path))
            return path;
        string part = Path.Combine(folder, Path.GetRandomFileName());
        File.WriteAllBytes(part, package.Wasm);
        File.Move(part, path, overwrite: true);
        return path;
    }
}
