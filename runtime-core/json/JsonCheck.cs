namespace Nf.Runtime;

/// <summary>What reading over a text has shown. 24 bytes.</summary>
internal struct JsonCheck
{
    /// <summary>What is wrong with it.</summary>
    public JsonError Error;

    /// <summary>Where, in bytes from its beginning.</summary>
    public int Offset;

    /// <summary>How deep it nests.</summary>
    public int Depth;

    /// <summary>
    /// Fuel for making its values: the bytes that are read over, each as often as it is nested deep and once more, and the numbers.
    /// </summary>
    public ulong Work;
}
