using System;

namespace Nf.FirmwareHost;

/// <summary>
/// Parts of the host that an image has only if its guest needs them, so that they cost no flash otherwise. What belongs to feature X alone
/// is called from files X.Feature.cs, which the build leaves out (firmware-host/noheap/Nf.Firmware.csproj).
/// </summary>
[Flags]
public enum HostFeatures
{
    /// <summary>What every image has.</summary>
    None = 0,

    /// <summary>Host objects by handle: open, close, read_field, array_length of module <c>nf</c>.</summary>
    Objects = 1,

    /// <summary>Rings of host calls: submit of module <c>nf</c>.</summary>
    Rings = 2,

    /// <summary>Maps and sets: module <c>vera</c>, with the guest's allocator.</summary>
    Collections = 4,

    /// <summary>JSON, of module <c>vera</c>, too.</summary>
    Json = 8,

    /// <summary>Samples published into a ring that the guest exports.</summary>
    Samples = 16,

    /// <summary>What stands for instructions that the interpreter lacks: module <c>nf.lower</c>.</summary>
    Lowered = 32,

    /// <summary>Events, timer, messages and topics of a supervised guest: gpio_watch to topic_take of module <c>nf</c>.</summary>
    Events = 64,

    /// <summary>Waiting for the next tick: sleep_until_next_tick of module <c>nf</c>, for guests that are programs.</summary>
    Waiting = 128,

    /// <summary>The display: display_size, display_draw of module <c>nf</c>.</summary>
    Display = 256,
}
