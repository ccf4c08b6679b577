namespace Nf.Platform;

/// <summary>struct i2c_msg of linux/i2c.h: one transfer, from START on. 12 bytes on 32-bit systems, 16 on others.</summary>
internal unsafe struct I2cMessage
{
    /// <summary>I2C_M_RD: the device sends.</summary>
    public const ushort IsRead = 1;

    public ushort Address;
    public ushort Flags;
    public ushort Length;
    public byte* Data;
}
