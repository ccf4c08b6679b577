using System;
using System.Globalization;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using Nf.Errors;

namespace Nf.Emulation;

/// <summary>Speaks with the emulator's stub for debuggers. While one is connected the processor stands.</summary>
/// <remarks>Source: GDB manual, appendix E, "GDB Remote Serial Protocol".</remarks>
public sealed class GdbStub : IDisposable
{
    private const int ProgramCounter = 15;

    // A branch to itself (Armv7-M, B, encoding T2), in the order of its bytes.
    private const string BranchToItself = "fee7";

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly NetworkStream _stream;

    /// <summary>Connects; the processor stands.</summary>
    /// <param name="path">The socket's file.</param>
    /// <exception cref="NfException">EmulatorFailed when nobody listens.</exception>
    public GdbStub(string path)
    {
        try
        {
            _socket.Connect(new UnixDomainSocketEndPoint(path));
            _socket.ReceiveTimeout = 5000;
            _stream = new NetworkStream(_socket);
        }
        catch (SocketException error)
        {
            _socket.Dispose();
            throw new NfException(Status.EmulatorFailed, "The emulator does not answer at its socket for debuggers.", error);
        }
    }

    /// <summary>Makes the processor go round at the instruction where it stands, and lets it run; interrupts are still taken.</summary>
    /// <returns>What <see cref="Mend"/> takes: a reset does not bring back what is read-only memory for the board.</returns>
    public HungInstruction HangProcessor()
    {
        // All registers, eight digits each, the lowest byte first.
        string counter = Ask("g").Substring(ProgramCounter * 8, 8);
        string highestFirst = string.Concat(counter.Chunk(2).Reverse().Select(pair => new string(pair)));
        uint address = uint.Parse(highestFirst, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        HungInstruction hung = new(address, Ask($"m{address:x},2"));
        Expect($"M{address:x},2:{BranchToItself}");
        Expect("D");
        return hung;
    }

    /// <summary>Puts an instruction back, and lets the processor run; one that goes round there again goes on.</summary>
    public void Mend(HungInstruction hung)
    {
        Expect($"M{hung.Address:x},2:{hung.Digits}");
        Expect("D");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    private void Expect(string command)
    {
        string answer = Ask(command);
        if (answer != "OK")
            throw new NfException(Status.EmulatorFailed, $"The emulator refuses the debugger's {command}: {answer}.");
    }

    private string Ask(string command)
    {
        int sum = Encoding.ASCII.GetBytes(command).Sum(value => value) & 0xff;
        _stream.Write(Encoding.ASCII.GetBytes($"${command}#{sum:x2}"));
        string answer = ReadPacket();
        // That the processor stands, told because somebody connected.
        while (answer.StartsWith('T'))
            answer = ReadPacket();
        return answer;
    }

    private string ReadPacket()
    {
        StringBuilder packet = new();
        while (Read() != '$')
        {
            // Acknowledgements.
        }
        for (char next = Read(); next != '#'; next = Read())
            packet.Append(next);
        _ = Read();
        _ = Read();
        _stream.WriteByte((byte)'+');
        return packet.ToString();
    }

    private char Read()
    {
        int value = _stream.ReadByte();
        return value >= 0 ? (char)value : throw new NfException(Status.EmulatorFailed, "The emulator has closed its line for debuggers.");
    }
}
