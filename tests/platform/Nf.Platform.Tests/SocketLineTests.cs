using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Platform.Tests;

[TestClass]
[DoNotParallelize]
[SupportedOSPlatform("linux")]
public sealed class SocketLineTests
{
    private string _folder = "";
    private string _path = "";
    private SocketLine _line;

    [TestInitialize]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("nf-line-").FullName;
        _path = Path.Combine(_folder, "line");
    }

    [TestCleanup]
    public void RemoveFolder()
    {
        _line.Close();
        Directory.Delete(_folder, recursive: true);
    }

    [TestMethod]
    public void OnlyTheOwnerReachesThePath()
    {
        Assert.AreEqual(Status.Ok, _line.OpenUnix(Bytes(_path)));
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_path));
    }

    [TestMethod]
    public void APathWhereSomebodyListensIsBusyUntilHeHasGone()
    {
        SocketLine second = default;
        Assert.AreEqual(Status.Ok, _line.OpenUnix(Bytes(_path)));
        Assert.AreEqual(Status.Busy, second.OpenUnix(Bytes(_path)));
        _line.Close();
        Assert.IsTrue(File.Exists(_path));
        Assert.AreEqual(Status.Ok, _line.OpenUnix(Bytes(_path)));
    }

    [TestMethod]
    public void AFileThatIsNoSocketStays()
    {
        File.WriteAllText(_path, "mine");
        Assert.AreEqual(Status.Busy, _line.OpenUnix(Bytes(_path)));
        Assert.AreEqual("mine", File.ReadAllText(_path));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("\0")]
    [DataRow("not ended")]
    public void ABadPath(string path) => Assert.AreEqual(Status.InvalidArgument, _line.OpenUnix(Encoding.UTF8.GetBytes(path)));

    [TestMethod]
    public void APathThatIsTooLong() => Assert.AreEqual(Status.InvalidArgument, _line.OpenUnix(Bytes(new string('a', SocketLine.PathBytesMax))));

    [TestMethod]
    public void BeforeItIsOpenedTheLineIsBroken()
    {
        Assert.AreEqual(Status.IoError, _line.Read(new byte[1], out _));
        Assert.AreEqual(Status.IoError, _line.Write(new byte[1], out _));
    }

    [TestMethod]
    public void WithoutAClientNothingComesAndWhatIsWrittenIsLost()
    {
        Assert.AreEqual(Status.Ok, _line.OpenUnix(Bytes(_path)));
        Assert.AreEqual("", Read());
        Assert.AreEqual(Status.Ok, _line.Write("lost"u8, out int bytes));
        Assert.AreEqual(4, bytes);
        using Socket client = Connect();
        Write("kept");
        Assert.AreEqual("kept", Receive(client));
    }

    [TestMethod]
    public void OneClientIsServedAfterTheOther()
    {
        Assert.AreEqual(Status.Ok, _line.OpenUnix(Bytes(_path)));
        using Socket first = Connect();
        first.Send("a"u8);
        Assert.AreEqual("a", Read());
        using Socket second = Connect();
        second.Send("b"u8);
        Assert.AreEqual("", Read(), "the second waits");
        first.Close();
        Assert.AreEqual("", Read(), "here the line notices that the first has gone");
        Assert.AreEqual("b", Read());
        Write("c");
        Assert.AreEqual("c", Receive(second));
    }

    [TestMethod]
    public void AClientThatReadsNothingStopsNobody()
    {
        Assert.AreEqual(Status.Ok, _line.OpenUnix(Bytes(_path)));
        using Socket client = Connect();
        byte[] data = new byte[1 << 20];
        int taken;
        int rounds = 0;
        do
            Assert.AreEqual(Status.Ok, _line.Write(data, out taken));
        while (taken != 0 && ++rounds < 100);
        Assert.AreEqual(0, taken, "at last the line takes nothing, and does not wait");
        client.Close();
        Assert.AreEqual(Status.Ok, _line.Write(data, out taken));
        Assert.AreEqual(data.Length, taken, "for a client that has gone everything is lost");
    }

    [TestMethod]
    public void TcpIsOnLoopbackOnly()
    {
        ushort port = FreePort();
        Assert.AreEqual(Status.Ok, _line.OpenTcp(port));
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 10_000 };
        client.Connect(IPAddress.Loopback, port);
        client.Send("x"u8);
        Assert.AreEqual("x", ReadOne());
        Write("y");
        Assert.AreEqual("y", Receive(client));
        using Socket other = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Assert.ThrowsExactly<SocketException>(() => other.Connect(IPAddress.Parse("127.0.0.2"), port), "no other address is listened at");
    }

    [TestMethod]
    public void BytesEndASleep()
    {
        const ulong Minute = 60_000_000_000;
        Assert.AreEqual(Status.Ok, _line.OpenUnix(Bytes(_path)));
        using Socket client = Connect();
        ulong begin = BoardSystem.UptimeNanoseconds();
        BoardSystem.WaitUntil(begin + Minute);
        Assert.AreEqual("", Read());
        client.Send("x"u8);
        BoardSystem.WaitUntil(begin + Minute);
        Assert.AreEqual("x", Read());
        Assert.IsTrue(BoardSystem.UptimeNanoseconds() - begin < Minute);
    }

    private static byte[] Bytes(string path) => Encoding.UTF8.GetBytes(path + "\0");

    private static ushort FreePort()
    {
        using Socket probe = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (ushort)((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    private static string Receive(Socket client)
    {
        byte[] buffer = new byte[16];
        return Encoding.ASCII.GetString(buffer, 0, client.Receive(buffer));
    }

    private Socket Connect()
    {
        Socket client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
        client.Connect(new UnixDomainSocketEndPoint(_path));
        return client;
    }

    private string Read()
    {
        byte[] buffer = new byte[16];
        Assert.AreEqual(Status.Ok, _line.Read(buffer, out int bytes));
        return Encoding.ASCII.GetString(buffer, 0, bytes);
    }

    // TCP delivers a little later.
    private string ReadOne()
    {
        string text = "";
        Assert.IsTrue(SpinWait.SpinUntil(() => (text = Read()).Length != 0, TimeSpan.FromSeconds(10)));
        return text;
    }

    private void Write(string text)
    {
        Assert.AreEqual(Status.Ok, _line.Write(Encoding.ASCII.GetBytes(text), out int bytes));
        Assert.AreEqual(text.Length, bytes);
    }
}
