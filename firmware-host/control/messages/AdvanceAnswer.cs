namespace Nf.FirmwareHost;

/// <summary>Where the target's time goes to. It is there when <see cref="TargetInfo.UptimeNanoseconds"/> says so.</summary>
public struct AdvanceAnswer : IControlMessage
{
    /// <summary>Time since the target started, when all that was asked for has passed.</summary>
    public ulong UptimeNanoseconds;

    /// <inheritdoc/>
    public static int Bytes => 8;

    /// <inheritdoc/>
    public static int TailBytesMax => 0;

    /// <inheritdoc/>
    public void Visit(ref FieldCursor fields)
    {
        fields.Number(ref UptimeNanoseconds);
    }
}
