using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
using Nf.Cli.Tests;

namespace Nf.Machine.Tests;

/// <summary>The Debian package, as Debian's own tool reads it.</summary>
[TestClass]
public sealed class PackageTests : IDisposable
{
    private const string Date = "SOURCE_DATE_EPOCH", Name = "DEBFULLNAME", Address = "DEBEMAIL";
    private static readonly string[] s_variables = [Date, Name, Address];

    private readonly string?[] _before = [.. s_variables.Select(Environment.GetEnvironmentVariable)];
    private readonly TemporaryFolder _folder = new();

    public PackageTests()
    {
        Environment.SetEnvironmentVariable(Date, "1700000000");
        Environment.SetEnvironmentVariable(Name, "A Person");
        Environment.SetEnvironmentVariable(Address, "person@example.org");
    }

    public void Dispose()
    {
        for (int i = 0; i < s_variables.Length; i++) Environment.SetEnvironmentVariable(s_variables[i], _before[i]);
        _folder.Dispose();
    }

    [TestMethod]
    public void The_same_input_gives_the_same_bytes()
    {
        string first = Package("first.deb"), second = Package("second.deb");
        CollectionAssert.AreEqual(File.ReadAllBytes(first), File.ReadAllBytes(second));
        Environment.SetEnvironmentVariable(Date, "1700000001");
        CollectionAssert.AreNotEqual(File.ReadAllBytes(first), File.ReadAllBytes(Package("third.deb")));
    }

    [TestMethod]
    public void It_says_what_it_is_and_needs_nothing()
    {
        string package = Package("nfd.deb");
        Assert.AreEqual("nfd 1.2.3 amd64 A Person <person@example.org> .",
            Debian("--show", "--showformat=${Package} ${Version} ${Architecture} ${Maintainer} ${Depends}.", package));
        Assert.AreEqual("/etc/default/nfd\n", Debian("--info", package, "conffiles"));
        Assert.IsTrue(int.Parse(Debian("--show", "--showformat=${Installed-Size}", package)) is > 20 and < 2000);
    }

    [TestMethod]
    public void Its_files_belong_to_root_and_nobody_else_can_write_them()
    {
        string[] lines = Debian("--contents", Package("nfd.deb")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (string line in lines)
        {
            bool isProgram = line.EndsWith("/usr/sbin/nfd", StringComparison.Ordinal) || line.EndsWith('/');
            StringAssert.StartsWith(line[1..], isProgram ? "rwxr-xr-x root/root" : "rw-r--r-- root/root");
            StringAssert.Contains(line, " 2023-11-14 22:13 ");
        }
        foreach (string file in (string[])["usr/sbin/nfd", "lib/systemd/system/nfd.service", "etc/default/nfd", "usr/share/man/man8/nfd.8.gz"])
            Assert.IsTrue(lines.Any(line => line.EndsWith($"./{file}", StringComparison.Ordinal)), file);
    }

    [TestMethod]
    public void A_board_without_Debian_is_refused() =>
        NfRun.Here("package", "--target", "lm3s6965evb").AssertRefused(Status.NotSupported, "lm3s6965evb", "linux-arm64");

    // Any program will do: its own is tested in the machine.
    private string Package(string name)
    {
        string file = Path.Combine(_folder.Path, name);
        DebianPackage.Write(DebianTarget.Of("linux-x64"), "1.2.3", "/bin/true", file);
        return file;
    }

    private static string Debian(params string[] arguments)
    {
        NfRun run = NfRun.Program("dpkg-deb", [], arguments);
        Assert.AreEqual(0, (int)run.Status, run.Error);
        return run.Output;
    }
}
