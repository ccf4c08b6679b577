namespace Nf.Platform;

/// <summary>
/// struct timespec of glibc: two C longs, also on 32-bit ARM, where the functions that nf calls keep the 32-bit seconds.
/// </summary>
internal struct TimeSpecification
{
    public nint Seconds;
    public nint Nanoseconds;
}
