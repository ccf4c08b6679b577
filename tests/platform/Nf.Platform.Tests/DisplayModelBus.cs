using System;

namespace Nf.Platform.Tests;

/// <summary>The line to a <see cref="DisplayModel"/>.</summary>
internal readonly struct DisplayModelBus(DisplayModel model) : IDisplayBus
{
    public Status Open()
    {
        model.IsOpen = true;
        return model.Fault;
    }

    public Status Command(ReadOnlySpan<byte> bytes) => model.Command(bytes);

    public Status Data(ReadOnlySpan<byte> bytes) => model.Data(bytes);
}
