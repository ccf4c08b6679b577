using System;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.FirmwareHost;
using Nf.Platform;

namespace Nf.Daemon.Tests;

[TestClass]
public sealed unsafe class DaemonOptionsTests
{
    private static readonly string[] s_needed = ["--state", "/s", "--control", "/c"];

    [TestMethod]
    public void What_is_needed_is_enough_and_everything_else_is_simulated()
    {
        Status status = Parse(s_needed, out DaemonOptions options, out _);
        Assert.AreEqual(Status.Ok, status);
        Assert.IsTrue(options.Gpio == null && options.I2c == null && options.Watchdog == null && options.Key == null);
        Assert.AreEqual(0, options.MetricsPort);
        Assert.AreEqual(40, options.Lines[40], "pin n is line n");
    }

    [TestMethod]
    public void Pins_that_are_named_have_these_lines_and_others_none()
    {
        Status status = Parse([.. s_needed, "--pin", "PF0=17", "--pin", "PA0=0", "--metrics", "65535"], out DaemonOptions options, out _);
        Assert.AreEqual(Status.Ok, status);
        Assert.AreEqual((17, 0, -1), (options.Lines[40], options.Lines[0], options.Lines[1]));
        Assert.AreEqual(65535, options.MetricsPort);
    }

    [TestMethod]
    [DataRow("nfd: there is no option '--nix' (nfd --help shows all)", "--nix")]
    [DataRow("nfd: there is no option 'word' (nfd --help shows all)", "word")]
    [DataRow("nfd: there is no option '' (nfd --help shows all)", "")]
    [DataRow("nfd: --state is missing: give it DIR (nfd --help shows all)")]
    [DataRow("nfd: --control is missing: give it PATH (nfd --help shows all)", "--state", "/s")]
    [DataRow("nfd: --gpio needs a value: CHIP (nfd --help shows all)", "--gpio")]
    [DataRow("nfd: --state '' is not in the form DIR (nfd --help shows all)", "--state", "")]
    [DataRow("nfd: --state '--state' is given twice (nfd --help shows all)", "--state", "/s", "--state")]
    [DataRow("nfd: --metrics '0' is not in the form PORT (nfd --help shows all)", "--metrics", "0")]
    [DataRow("nfd: --metrics '65536' is not in the form PORT (nfd --help shows all)", "--metrics", "65536")]
    [DataRow("nfd: --metrics '-1' is not in the form PORT (nfd --help shows all)", "--metrics", "-1")]
    [DataRow("nfd: --metrics '99999999999' is not in the form PORT (nfd --help shows all)", "--metrics", "99999999999")]
    [DataRow("nfd: --pin 'PF0' is not in the form NAME=LINE (nfd --help shows all)", "--pin", "PF0")]
    [DataRow("nfd: --pin 'PF0=' is not in the form NAME=LINE (nfd --help shows all)", "--pin", "PF0=")]
    [DataRow("nfd: --pin 'PI0=1' is not in the form NAME=LINE (nfd --help shows all)", "--pin", "PI0=1")]
    [DataRow("nfd: --pin 'PF0=65534' is not in the form NAME=LINE (nfd --help shows all)", "--pin", "PF0=65534")]
    [DataRow("nfd: --pin 'PF0=2' is given twice (nfd --help shows all)", "--pin", "PF0=1", "--pin", "PF0=2")]
    [DataRow("nfd: --pin 'PF1=1' is given twice (nfd --help shows all)", "--pin", "PF0=1", "--pin", "PF1=1")]
    public void A_wrong_command_line_is_refused_with_what_is_wrong(string expected, params string[] arguments)
    {
        Assert.AreEqual(Status.Usage, Parse(arguments, out _, out string trouble));
        Assert.AreEqual(expected + "\n", trouble);
    }

    [TestMethod]
    public void The_help_shows_every_option_that_is_parsed()
    {
        Utf8Writer text = new(new byte[4096]);
        DaemonUsage.WriteHelp(ref text);
        Assert.IsFalse(text.IsTruncated);
        string help = Encoding.UTF8.GetString(text.Written);
        foreach (DaemonOptionName name in Enum.GetValues<DaemonOptionName>())
        {
            string option = Encoding.UTF8.GetString(DaemonOption.At(name).Name);
            Assert.Contains($"\n  {option} ", help);
            Assert.AreEqual("--" + name.ToString().ToLowerInvariant(), option);
        }

        Assert.IsLessThan(100, help.Split('\n').Max(line => line.Length));
    }

    [TestMethod]
    [DataRow("--help")]
    [DataRow("--version")]
    public void Who_only_asks_need_not_say_more(string option) => Assert.AreEqual(Status.Ok, Parse([option], out _, out _));

    [TestMethod]
    [DataRow("00112233445566778899aabbccddeeff", 16, Status.InvalidArgument, DisplayName = "sixteen bytes in hexadecimal are too few")]
    [DataRow("00112233445566778899aabbccddeefg", 32, Status.Ok, DisplayName = "bytes that are no hexadecimal digits")]
    [DataRow("  00112233445566778899aabbccddeeFF00112233445566778899aabbccddeeFF\n", 32, Status.Ok, DisplayName = "hexadecimal, space around it")]
    [DataRow("short", 0, Status.InvalidArgument, DisplayName = "too few bytes")]
    [DataRow("", 0, Status.InvalidArgument, DisplayName = "nothing")]
    public void A_key_is_bytes_or_hexadecimal_digits(string content, int bytes, Status expected)
    {
        byte[] key = new byte[128];
        Assert.AreEqual(expected, KeyFile.Take(Encoding.ASCII.GetBytes(content), key, out int taken));
        if (expected == Status.Ok) Assert.AreEqual(bytes, taken);
        if (content.Contains('F', StringComparison.Ordinal)) Assert.AreEqual("00112233445566778899AABBCCDDEEFF", Convert.ToHexString(key[..16]));
    }

    // Texts of the answer point to arguments: what is said of them is made while they are there.
    private static Status Parse(string[] arguments, out DaemonOptions options, out string trouble)
    {
        string[] all = ["nfd", .. arguments];
        nint[] texts = [.. all.Select(Marshal.StringToCoTaskMemUTF8)];
        try
        {
            fixed (nint* first = texts)
            {
                Status status = DaemonOptions.Parse(texts.Length, (byte**)first, out options, out DaemonUsage usage);
                Utf8Writer line = new(new byte[512]);
                if (status != Status.Ok) usage.Write(ref line);
                trouble = Encoding.UTF8.GetString(line.Written);
                return status;
            }
        }
        finally
        {
            foreach (nint text in texts) Marshal.FreeCoTaskMem(text);
        }
    }
}
