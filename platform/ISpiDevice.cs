namespace Nf.Platform;

/// <summary>
/// One device on an SPI bus, mode 0, with a select line of its own. A constraint for generics: it is never boxed and never dispatched.
/// </summary>
public interface ISpiDevice
{
    /// <summary>Selects the device or lets it go. O(1).</summary>
    /// <param name="isSelected">True: it listens, and no other device does.</param>
    void Select(bool isSelected);

    /// <summary>Sends a byte and receives one, most significant bit first.</summary>
    /// <param name="output">What is sent.</param>
    /// <param name="input">What came back, 0 on failure.</param>
    /// <returns><see cref="Status.Ok"/> or <see cref="Status.TimedOut"/>.</returns>
    Status Exchange(byte output, out byte input);
}
