using System;
using System.IO;
using Nf.Errors;

namespace Nf.Simulator;

/// <summary>A guest that turns bytes into bytes; examples/README.md says which exports make one.</summary>
public static class StreamGuest
{
    /// <summary>Whether a module is one.</summary>
    public static bool Is(ModuleDescription module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return Array.TrueForAll(["nf_input", "nf_input_capacity", "nf_write", "nf_finish", "nf_output_length"], module.ExportsFunction);
    }

    /// <summary>Feeds a stream to its end. Only inside <see cref="GuestSession.Use"/>.</summary>
    /// <param name="guest">The guest.</param>
    /// <param name="input">Read to its end.</param>
    /// <param name="output">What the guest made of it; empty on failure.</param>
    /// <exception cref="NfException">The guest answered with a failure or with a buffer that it does not have.</exception>
    public static Status Feed(GuestSession guest, Stream input, out byte[] output)
    {
        ArgumentNullException.ThrowIfNull(guest);
        ArgumentNullException.ThrowIfNull(input);
        output = [];
        Status status = Ask(guest, "nf_input", [], out int pointer);
        if (status != Status.Ok) return status;
        status = Ask(guest, "nf_input_capacity", [], out int capacity);
        if (status != Status.Ok) return status;
        if (capacity <= 0)
            throw new NfException(Status.GuestFailed, $"nf_input_capacity gave {capacity}; it must be above 0.");

        // An empty write begins a stream that may turn out to have no bytes.
        int count = 0;
        do
        {
            status = Ask(guest, "nf_write", [(uint)count], out int written);
            if (status != Status.Ok) return status;
            if (written < 0) throw Failed("nf_write", written);
            count = input.ReadAtLeast(guest.Memory((uint)pointer, (uint)capacity), capacity, throwOnEndOfStream: false);
        }
        while (count > 0);

        status = Ask(guest, "nf_finish", [], out int start);
        if (status != Status.Ok) return status;
        status = Ask(guest, "nf_output_length", [], out int length);
        if (status != Status.Ok) return status;
        // Addresses above 2 GiB do not occur: the smallest failures are far above.
        if (start < 0) throw Failed("nf_finish", start);
        output = guest.Memory((uint)start, (uint)length).ToArray();
        return Status.Ok;
    }

    private static NfException Failed(string function, int result) =>
        new(Status.GuestFailed, $"{function} gave {result} ({(Status)(-result)}).");

    private static Status Ask(GuestSession guest, string export, ReadOnlySpan<ulong> arguments, out int answer)
    {
        ulong cell = 0;
        Status status = guest.Call(export, arguments, new Span<ulong>(ref cell));
        answer = (int)cell;
        return status;
    }
}
