using System;
using System.Security.Cryptography;
using Nf.Package;

namespace Nf.Build;

/// <summary>A package of a batch.</summary>
internal sealed class BatchModule
{
    private const int NameDigits = 16;

    /// <summary>Reads it.</summary>
    public BatchModule(byte[] package)
    {
        Package = package;
        Source = ModuleReader.Read(package);
        Digest = SHA256.HashData(package);
        Name = "m" + Convert.ToHexStringLower(Digest)[..NameDigits];
    }

    /// <summary>Its bytes.</summary>
    public byte[] Package { get; }

    /// <summary>What is in it.</summary>
    public SourceModule Source { get; }

    /// <summary>SHA-256 of its bytes.</summary>
    public byte[] Digest { get; }

    /// <summary>Its name in C, and that of its files.</summary>
    public string Name { get; }
}
