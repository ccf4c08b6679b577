namespace Nf.FirmwareHost;

/// <summary>Where the script comes from: a board has it linked in, in the place of a guest.</summary>
internal static unsafe class ScriptSource
{
    /// <summary>Finds the script.</summary>
    /// <param name="argumentCount">Not looked at.</param>
    /// <param name="arguments">Not looked at.</param>
    /// <param name="script">Its first byte.</param>
    /// <param name="bytes">Its size.</param>
    /// <returns>Ok.</returns>
    public static Status Open(int argumentCount, byte** arguments, out byte* script, out int bytes)
    {
        uint size;
        script = BoardImports.Guest(&size);
        bytes = (int)size;
        return Status.Ok;
    }
}
