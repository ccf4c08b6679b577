using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Nf.Errors;

namespace Nf.Emulation;

/// <summary>
/// Commands for a machine, over its console. A request is the line "NUMBER COMMAND", the answer the line "NUMBER CODE OUTPUT", command and
/// output in base64. The other end is tools/Nf.Build/machine/guest/usr/local/sbin/nf-shell.
/// </summary>
public sealed class MachineShell : IDisposable
{
    private const string Greeting = "ready";
    private static readonly TimeSpan s_connectLimit = TimeSpan.FromSeconds(20);

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly StreamReader _reader;
    private readonly StreamWriter _writer;
    private int _number;

    /// <summary>Connects as soon as the emulator listens.</summary>
    /// <param name="path">The socket's file.</param>
    /// <param name="isAlive">Whether the emulator still runs.</param>
    /// <exception cref="NfException">EmulatorFailed when it does not listen.</exception>
    public MachineShell(string path, Func<bool> isAlive)
    {
        ArgumentNullException.ThrowIfNull(isAlive);
        for (long begin = Stopwatch.GetTimestamp(); !TryConnect(path); Thread.Sleep(10))
        {
            if (!isAlive() || Stopwatch.GetElapsedTime(begin) > s_connectLimit)
                throw new NfException(Status.EmulatorFailed, "The emulator has no console.");
        }
        NetworkStream stream = new(_socket);
        _reader = new StreamReader(stream, Encoding.ASCII);
        _writer = new StreamWriter(stream, Encoding.ASCII) { AutoFlush = true, NewLine = "\n" };
    }

    /// <summary>Waits until the machine takes commands, after its start.</summary>
    /// <exception cref="NfException">TimedOut.</exception>
    public void WaitUntilReady(TimeSpan limit)
    {
        while (ReadLine(limit, "to start") != Greeting)
        {
            // What the driver of the console said before the shell had it to itself.
        }
    }

    /// <summary>Has a command done.</summary>
    /// <param name="command">Lines for sh.</param>
    /// <param name="limit">How long it may take.</param>
    /// <exception cref="NfException">TimedOut, or EmulatorFailed when the line broke.</exception>
    public ShellAnswer Run(string command, TimeSpan limit)
    {
        string number = (++_number).ToString(CultureInfo.InvariantCulture);
        _writer.WriteLine($"{number} {Convert.ToBase64String(Encoding.UTF8.GetBytes(command))}");
        string[] words;
        do
            words = ReadLine(limit, $"for: {command}").Split(' ');
        while (words is not [var first, _, _] || first != number);
        return new ShellAnswer(int.Parse(words[1], CultureInfo.InvariantCulture), Encoding.UTF8.GetString(Convert.FromBase64String(words[2])));
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private bool TryConnect(string path)
    {
        try
        {
            _socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string ReadLine(TimeSpan limit, string what)
    {
        _socket.ReceiveTimeout = (int)limit.TotalMilliseconds;
        try
        {
            return _reader.ReadLine()?.TrimEnd('\r') ?? throw new NfException(Status.EmulatorFailed, "The machine has closed its console.");
        }
        catch (IOException error)
        {
            throw new NfException(Status.TimedOut, $"The machine took more than {limit.TotalSeconds:N0} s {what}", error);
        }
    }
}
