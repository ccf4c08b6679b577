namespace Nf.Platform;

/// <summary>The registers by which <see cref="PolledUart{TUart}"/> sends and receives. A constraint for generics.</summary>
public interface IUart
{
    /// <summary>Address of the register that takes and gives bytes.</summary>
    static abstract uint DataRegister { get; }

    /// <summary>Address of the register with the two bits below.</summary>
    static abstract uint StateRegister { get; }

    /// <summary>The bit that tells whether a byte can be sent.</summary>
    static abstract uint SendBit { get; }

    /// <summary>What that bit is when a byte can be sent: 0 or the bit.</summary>
    static abstract uint SendReady { get; }

    /// <summary>The bit that tells whether a byte has arrived.</summary>
    static abstract uint ReceiveBit { get; }

    /// <summary>What that bit is when a byte has arrived: 0 or the bit.</summary>
    static abstract uint ReceiveReady { get; }
}
