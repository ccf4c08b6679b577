namespace Nf.FirmwareHost;

/// <summary>Error numbers of WASI preview 1 that nf answers with (WASI witx, <c>errno</c>).</summary>
internal enum WasiErrno
{
    Success = 0,
    BadFileDescriptor = 8,
    InvalidArgument = 28,
    InputOutput = 29,
    SeekOnPipe = 70,
}
