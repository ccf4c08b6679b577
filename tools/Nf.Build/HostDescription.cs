using System;
using System.Collections.Generic;
using System.Linq;
using Nf.FirmwareHost;

namespace Nf.Build;

/// <summary>What board.yaml says of the program that supervises several guests.</summary>
public sealed record HostDescription
{
    /// <summary>The program's folder in firmware-host/noheap.</summary>
    public const string Program = "host";

    /// <summary>Guests that it has places for.</summary>
    public required int Places { get; init; }

    /// <summary>Memory that its guests share out, in bytes.</summary>
    public required int RegionBytes { get; init; }

    /// <summary>Linear memory of a guest whose manifest does not say, on a board with less than a page.</summary>
    public required int ClippedBytes { get; init; }

    /// <summary>The longest time that a unit of fuel takes, in picoseconds.</summary>
    public required int FuelPicoseconds { get; init; }

    /// <summary>The longest time that a call takes beside its fuel, in microseconds.</summary>
    public required int CallMicroseconds { get; init; }

    /// <summary>The longest time that the host takes between two calls, in microseconds.</summary>
    public required int HostMicroseconds { get; init; }

    /// <summary>The watchdog's time in milliseconds.</summary>
    public required int WatchdogMilliseconds { get; init; }

    /// <summary>The largest image in bytes.</summary>
    public required int FlashBytesMax { get; init; }

    /// <summary>What its guests may import beside the board's own functions; a guest that comes later cannot add to it.</summary>
    public required IReadOnlyList<HostFeatures> Features { get; init; }

    /// <summary>The features that the image is built without, by the names of their files.</summary>
    public IEnumerable<string> NotNeeded => Enum.GetValues<HostFeatures>()
        .Where(feature => feature != HostFeatures.None && !Features.Contains(feature)).Select(feature => feature.ToString());
}
