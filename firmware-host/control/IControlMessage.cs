namespace Nf.FirmwareHost;

/// <summary>
/// A message of the control protocol: fields of fixed size, then perhaps a tail of bytes (a name, a text, data) up to the end of the
/// payload. The one definition that both ends use. A constraint for generics: it is never boxed and never dispatched.
/// </summary>
public interface IControlMessage
{
    /// <summary>Bytes of the fields.</summary>
    static abstract int Bytes { get; }

    /// <summary>The most bytes of the tail; 0 for a message without one.</summary>
    static abstract int TailBytesMax { get; }

    /// <summary>Goes over the fields in the order of the wire.</summary>
    /// <param name="fields">At the message's first byte.</param>
    void Visit(ref FieldCursor fields);
}
