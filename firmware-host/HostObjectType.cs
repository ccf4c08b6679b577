using System;

namespace Nf.FirmwareHost;

/// <summary>What the host does with the objects of one kind. A new kind is a class with these four functions, and its line in
/// <see cref="TryFind"/>.</summary>
internal readonly unsafe struct HostObjectType
{
    private HostObjectType(
        delegate*<ref HostContext, ReadOnlySpan<byte>, out int, Status> find,
        delegate*<ref HostContext, int, Status> probe,
        delegate*<ref HostContext, int, Locator, Span<byte>, out int, Status> read,
        delegate*<ref HostContext, Locator, out int, Status> length)
    {
        Find = find;
        Probe = probe;
        Read = read;
        Length = length;
    }

    /// <summary>The number of what a name means. Ok; NotFound for a name that means nothing of the kind; NotGranted.</summary>
    public readonly delegate*<ref HostContext, ReadOnlySpan<byte>, out int, Status> Find { get; }

    /// <summary>Whether the object of a number exists. Ok; NotFound; what the device says.</summary>
    public readonly delegate*<ref HostContext, int, Status> Probe { get; }

    /// <summary>
    /// Reads a field of the object of a number into a buffer and gives its bytes, 0 on failure: an integer in little-endian order, or
    /// what the device or a text has. Ok; NotFound (no such field); OutOfRange (no such element); InvalidArgument (no index where one
    /// must be); BufferTooSmall; what the device says.
    /// </summary>
    public readonly delegate*<ref HostContext, int, Locator, Span<byte>, out int, Status> Read { get; }

    /// <summary>The number of an array's elements, 0 on failure. Ok; NotFound when there is no such array.</summary>
    public readonly delegate*<ref HostContext, Locator, out int, Status> Length { get; }

    /// <summary>Finds the type of a kind. O(1).</summary>
    /// <param name="kind">Any number.</param>
    /// <param name="type">Usable only on success.</param>
    /// <returns>Ok, or InvalidArgument for a kind that does not exist.</returns>
    public static Status TryFind(HostObjectKind kind, out HostObjectType type)
    {
        type = kind switch
        {
            HostObjectKind.Pin => new(&PinObject.Find, &PinObject.Probe, &PinObject.Read, &PinObject.Length),
            HostObjectKind.I2cDevice => new(
                &I2cDeviceObject.Find, &I2cDeviceObject.Probe, &I2cDeviceObject.Read, &I2cDeviceObject.Length),
            HostObjectKind.Configuration => new(
                &ConfigurationObject.Find, &ConfigurationObject.Probe, &ConfigurationObject.Read, &ConfigurationObject.Length),
            _ => default,
        };
        return type.Find == null ? Status.InvalidArgument : Status.Ok;
    }
}
