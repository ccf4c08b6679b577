using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;

namespace Nf.OnTarget.Tests;

/// <summary>An image that runs on its emulator, or as a process on Linux, while the test talks to it.</summary>
internal sealed class EmulatedBoard : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<byte> _output = [];
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly Thread _reader;
    private Socket? _monitor;
    private StreamReader? _answers;

    private EmulatedBoard(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, data) => _errors.Enqueue(data.Data ?? "");
        _process.BeginErrorReadLine();
        _reader = new Thread(Read) { IsBackground = true };
        _reader.Start();
    }

    /// <summary>What it wrote so far, a line each; bytes that are no text are question marks.</summary>
    public string[] Lines => Encoding.ASCII.GetString(Output).Split('\n');

    /// <summary>What it wrote so far.</summary>
    public byte[] Output
    {
        get
        {
            lock (_output)
                return [.. _output];
        }
    }

    /// <summary>Starts an image of <c>boardtest</c>.</summary>
    /// <param name="board">The board.</param>
    /// <param name="test">The test that it is to run.</param>
    /// <param name="medium">The medium of the module store; null for the board's own.</param>
    /// <param name="folder">Where files of the run are kept: <c>store</c>, <c>crash</c>, <c>line</c>.</param>
    /// <param name="environment">Variables for the process.</param>
    public static EmulatedBoard Start(
        BoardDescription board, char test, string? medium, string folder, params (string Name, string Value)[] environment)
    {
        string guest = Path.Combine(folder, $"{test}.bin");
        File.WriteAllText(guest, test.ToString());
        BuildResult build = FirmwareBuilder.Build(new BuildRequest { Board = board.Name, Program = "boardtest", GuestPath = guest, Store = medium });
        Assert.AreEqual(Status.Ok, build.Status, build.Message);
        ToolCommand command = board.Emulator.For(build.ImagePath);
        ProcessStartInfo start = new(command.Program, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        string monitor = Path.Combine(folder, "monitor");
        File.Delete(monitor);
        if (board.IsCortexM)
        {
            foreach (string argument in (string[])["-S", "-qmp", $"unix:{monitor},server=on,wait=off"])
                start.ArgumentList.Add(argument);
            AddStore(board.WithStore(medium).Store, Path.Combine(folder, "store"), start);
        }

        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        EmulatedBoard running = new(start);
        if (board.IsCortexM)
            running.Begin(monitor, board.WithStore(medium).Store);
        return running;
    }

    /// <summary>Waits until a line stands in the output so many times.</summary>
    public void WaitFor(string line, int times = 1)
    {
        Assert.IsTrue(SpinWait.SpinUntil(() => IsThere() || !_reader.IsAlive, s_limit) && IsThere(), Report());

        bool IsThere() => Lines.Count(found => found == line) >= times;
    }

    /// <summary>Sends bytes to its console.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        _process.StandardInput.BaseStream.Write(bytes);
        _process.StandardInput.BaseStream.Flush();
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public int WaitForEnd()
    {
        Assert.IsTrue(_process.WaitForExit(s_limit) && _reader.Join(s_limit), Report());
        return _process.ExitCode;
    }

    /// <summary>Gives the emulator's monitor a command.</summary>
    public void Execute(string command, JsonObject? arguments = null)
    {
        JsonObject request = new() { ["execute"] = command };
        if (arguments is not null)
            request["arguments"] = arguments;
        _monitor!.Send(Encoding.UTF8.GetBytes(request.ToJsonString() + "\n"));
        JsonNode answer;
        do
            answer = JsonNode.Parse(_answers!.ReadLine() ?? throw new IOException("The emulator has closed its monitor."))!;
        while (answer["event"] is not null);
        Assert.IsNull(answer["error"], answer.ToJsonString());
    }

    /// <summary>The same for a command that may end the program, and the emulator with it before it answers: what was written says how it went.</summary>
    public void ExecuteLast(string command, JsonObject? arguments = null)
    {
        try
        {
            Execute(command, arguments);
        }
        catch (IOException)
        {
            Assert.IsTrue(_process.WaitForExit(s_limit), Report());
        }
    }

    /// <summary>Everything that it wrote, for a message.</summary>
    public string Report() => string.Join('|', Lines) + string.Join('\n', _errors);

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
        _answers?.Dispose();
        _monitor?.Dispose();
    }

    private static void AddStore(StoreDescription? store, string path, ProcessStartInfo start)
    {
        if (store is null)
            return;
        store.MakeFile(path);
        foreach (string argument in store.ArgumentsFor(path))
            start.ArgumentList.Add(argument);
    }

    private void Begin(string monitor, StoreDescription? store)
    {
        _monitor = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Assert.IsTrue(SpinWait.SpinUntil(() => TryConnect(monitor) || _process.HasExited, s_limit) && _monitor.Connected, Report());
        _answers = new StreamReader(new NetworkStream(_monitor));
        _answers.ReadLine();
        Execute("qmp_capabilities");
        foreach (EmulatorWire wire in store?.Wiring ?? [])
            Execute("qom-set", new JsonObject { ["path"] = wire.Path, ["property"] = wire.Property, ["value"] = wire.Value });
        ExecuteLast("cont");
    }

    private bool TryConnect(string path)
    {
        try
        {
            _monitor!.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Read()
    {
        byte[] buffer = new byte[4096];
        Stream stream = _process.StandardOutput.BaseStream;
        for (int count; (count = stream.Read(buffer)) != 0;)
        {
            lock (_output)
                _output.AddRange(buffer.AsSpan(0, count));
        }
    }
}
