namespace Nf.Runtime;

/// <summary>Where a pool gets what its instances live in. Different places are used by different threads at the same time.</summary>
public interface IInstanceRoom
{
    /// <summary>Makes room for an instance: an empty arena, and linear memory that is all zero.</summary>
    /// <param name="place">Index of the place in the pool.</param>
    /// <param name="options">What the instance is given.</param>
    /// <returns>Ok, or why there is none; then nothing was taken.</returns>
    Status Open(int place, out InstanceOptions options);

    /// <summary>Takes the room back, and the instance in it ends.</summary>
    void Close(int place);
}
