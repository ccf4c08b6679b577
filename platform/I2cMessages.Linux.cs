namespace Nf.Platform;

/// <summary>struct i2c_rdwr_ioctl_data of linux/i2c-dev.h: transfers that end with one STOP.</summary>
internal unsafe struct I2cMessages
{
    public I2cMessage* First;
    public uint Count;
}
