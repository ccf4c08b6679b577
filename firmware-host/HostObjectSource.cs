using System;
using Nf.Platform;
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
        return created.Kind switch
        {
            HostObjectKind.Pin => created.Number < Board.PinCount ? Status.Ok : Status.NotFound,
            HostObjectKind.I2cDevice => Probe(created.Number),
            _ => Status.Ok,
        };
    }

    // A device is there when it answers: reading one byte is the transfer that changes least.
    private Status Probe(int address)
    {
        if (!I2cAddress.IsValid(address)) return Status.NotFound;
        Span<byte> one = stackalloc byte[1];
        Status status = _host->Board.I2c.Read(address, one);
        _host->Trace.I2c(_host->Tick, address, default, one, status);
        return status == Status.I2cNoAcknowledge ? Status.NotFound : status;
    }
}
