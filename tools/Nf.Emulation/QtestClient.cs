using System;
using System.IO;
using System.Net.Sockets;
using Nf.Errors;

namespace Nf.Emulation;

/// <summary>Speaks QEMU's qtest protocol, a line each way, by which a rig drives a board's pins.</summary>
/// <remarks>Source: QEMU documentation, devel/qtest.</remarks>
public sealed class QtestClient : IDisposable
{
    private const int AnswerMillisecondsMax = 20_000;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = AnswerMillisecondsMax };
    private readonly StreamReader _reader;
    private readonly StreamWriter _writer;

    /// <summary>Connects.</summary>
    /// <param name="path">The socket's file.</param>
    /// <exception cref="NfException">EmulatorFailed when nobody listens.</exception>
    public QtestClient(string path)
    {
        try
        {
            _socket.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException error)
        {
            _socket.Dispose();
            throw new NfException(Status.EmulatorFailed, "The emulator does not answer at its rig's socket.", error);
        }
        NetworkStream stream = new(_socket);
        _reader = new StreamReader(stream);
        _writer = new StreamWriter(stream) { AutoFlush = true, NewLine = "\n" };
    }

    /// <summary>Has a command done.</summary>
    /// <returns>What it answers behind OK.</returns>
    /// <exception cref="NfException">EmulatorFailed when it is refused.</exception>
    public string Execute(string command)
    {
        string? answer = null;
        try
        {
            _writer.WriteLine(command);
            answer = _reader.ReadLine();
            while (answer?.StartsWith("IRQ", StringComparison.Ordinal) == true)
                answer = _reader.ReadLine();
        }
        catch (IOException)
        {
            // It has ended, or is stuck.
        }
        return answer?.StartsWith("OK", StringComparison.Ordinal) == true
            ? answer[2..].Trim()
            : throw new NfException(Status.EmulatorFailed, $"The emulator refuses '{command}': {answer ?? "it does not answer"}.");
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
