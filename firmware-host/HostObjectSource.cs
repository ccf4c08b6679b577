using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>Finds out whether an object that a guest wants to open exists.</summary>
internal readonly unsafe struct HostObjectSource : ISlotSource<HostObject>
{
    private readonly HostContext* _host;

    /// <param name="host">The board and the trace; fixed in memory.</param>
    public HostObjectSource(HostContext* host) => _host = host;

    /// <inheritdoc/>
    public Status Create(int kind, ulong key, out HostObject created)
    {
        created = default;
        created.Kind = (HostObjectKind)kind;
        created.Number = (int)key;
        Status status = HostObjectType.TryFind(created.Kind, out HostObjectType type);
        return status == Status.Ok ? type.Probe(ref *_host, created.Number) : status;
    }
}
