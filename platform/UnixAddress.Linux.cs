using System.Runtime.CompilerServices;

namespace Nf.Platform;

/// <summary>struct sockaddr_un.</summary>
internal struct UnixAddress
{
    /// <summary>AF_UNIX.</summary>
    public const int Unix = 1;

    /// <summary>Bytes of a path.</summary>
    public const int PathBytesMax = 108;

    public ushort Family;
    public PathBytes Path;

    [InlineArray(PathBytesMax)]
    internal struct PathBytes
    {
        private byte _first;
    }
}
