using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli.Tests;
using Nf.Platform;

namespace Nf.Daemon.Tests;

/// <summary>What nf passes to the kernel has the form of the kernel's headers: the C compiler of each processor compares them.</summary>
[TestClass]
public sealed unsafe class LinuxInterfaceTests
{
    private const int PointerBytesOf32Bits = 4;

    [TestMethod]
    [DataRow("gcc", 8)]
    [DataRow("aarch64-linux-gnu-gcc", 8)]
    [DataRow("arm-linux-gnueabihf-gcc", PointerBytesOf32Bits)]
    public void Structures_and_requests_are_those_of_the_kernels_headers(string compiler, int pointerBytes)
    {
        StringBuilder source = new("""
            #include <errno.h>
            #include <signal.h>
            #include <stddef.h>
            #include <sys/eventfd.h>
            #include <sys/file.h>
            #include <fcntl.h>
            #include <poll.h>
            #include <sys/time.h>
            #include <linux/gpio.h>
            #include <linux/i2c.h>
            #include <linux/i2c-dev.h>
            #include <linux/watchdog.h>

            """);
        foreach ((string fact, long value) in Requests.Concat(Structures(pointerBytes)))
            source.Append(CultureInfo.InvariantCulture, $"_Static_assert(({fact}) == {value}u, \"{fact}\");\n");
        using TemporaryFolder folder = new();
        string file = folder.Write("facts.c", source.ToString());
        NfRun run = NfRun.Program(compiler, [], ["-fsyntax-only", "-Wall", file]);
        Assert.AreEqual(Status.Ok, run.Status, run.Error);
        Assert.AreEqual("", run.Error);
    }

    private static IEnumerable<(string, long)> Requests =>
    [
        ("WDIOC_KEEPALIVE", (long)LinuxRequests.WatchdogKeepAlive),
        ("WDIOC_SETTIMEOUT", (long)LinuxRequests.WatchdogSetTimeout),
        ("I2C_RDWR", (long)LinuxRequests.I2cTransfer),
        ("GPIO_GET_CHIPINFO_IOCTL", (long)LinuxRequests.GpioChipInfo),
        ("GPIO_V2_GET_LINE_IOCTL", (long)LinuxRequests.GpioRequestLine),
        ("GPIO_V2_LINE_SET_CONFIG_IOCTL", (long)LinuxRequests.GpioConfigureLine),
        ("GPIO_V2_LINE_GET_VALUES_IOCTL", (long)LinuxRequests.GpioReadLine),
        ("GPIO_V2_LINE_SET_VALUES_IOCTL", (long)LinuxRequests.GpioWriteLine),
        ("GPIO_V2_LINE_FLAG_INPUT", (long)GpioLineConfiguration.Input),
        ("GPIO_V2_LINE_FLAG_OUTPUT", (long)GpioLineConfiguration.Output),
        ("GPIO_V2_LINE_FLAG_EDGE_RISING | GPIO_V2_LINE_FLAG_EDGE_FALLING", (long)GpioLineConfiguration.BothEdges),
        ("GPIO_V2_LINE_FLAG_BIAS_PULL_UP", (long)GpioLineConfiguration.PullUp),
        ("GPIO_V2_LINE_EVENT_RISING_EDGE", 1),
        ("I2C_M_RD", I2cMessage.IsRead),
        // What drivers write as plain numbers.
        ("ENXIO", 6), ("EAGAIN", 11), ("EBUSY", 16), ("EEXIST", 17), ("EOPNOTSUPP", 95), ("ETIMEDOUT", 110), ("EREMOTEIO", 121),
        ("O_RDWR", 2), ("O_CREAT", 0x40), ("O_CLOEXEC", 0x80000), ("O_NONBLOCK", 0x800), ("F_SETFL", 4), ("LOCK_EX | LOCK_NB", 6),
        ("EFD_NONBLOCK | EFD_CLOEXEC", 0x80800), ("POLLIN", 1), ("POLLOUT", 4),
        ("SIGHUP", 1), ("SIGINT", 2), ("SIGPIPE", 13), ("SIGALRM", 14), ("SIGTERM", 15), ("ITIMER_REAL", 0),
    ];

    // A pointer is the one field whose size differs; .NET shows that of this machine.
    private static IEnumerable<(string, long)> Structures(int pointerBytes)
    {
        bool is32 = pointerBytes == PointerBytesOf32Bits;
        return
        [
            ("sizeof(struct gpiochip_info)", sizeof(GpioChipInfo)),
            ("offsetof(struct gpiochip_info, lines)", Offset<GpioChipInfo>(nameof(GpioChipInfo.LineCount))),
            ("sizeof(struct gpio_v2_line_request)", sizeof(GpioLineRequest)),
            ("offsetof(struct gpio_v2_line_request, offsets)", Offset<GpioLineRequest>(nameof(GpioLineRequest.Line))),
            ("offsetof(struct gpio_v2_line_request, consumer)", Offset<GpioLineRequest>(nameof(GpioLineRequest.Consumer))),
            ("offsetof(struct gpio_v2_line_request, config)", Offset<GpioLineRequest>(nameof(GpioLineRequest.Configuration))),
            ("offsetof(struct gpio_v2_line_request, num_lines)", Offset<GpioLineRequest>(nameof(GpioLineRequest.LineCount))),
            ("offsetof(struct gpio_v2_line_request, event_buffer_size)", Offset<GpioLineRequest>(nameof(GpioLineRequest.EventCount))),
            ("offsetof(struct gpio_v2_line_request, fd)", Offset<GpioLineRequest>(nameof(GpioLineRequest.FileDescriptor))),
            ("sizeof(struct gpio_v2_line_config)", sizeof(GpioLineConfiguration)),
            ("offsetof(struct gpio_v2_line_config, flags)", Offset<GpioLineConfiguration>(nameof(GpioLineConfiguration.Flags))),
            ("offsetof(struct gpio_v2_line_config, num_attrs)", Offset<GpioLineConfiguration>("_attributeCount")),
            ("offsetof(struct gpio_v2_line_config, attrs)", Offset<GpioLineConfiguration>("_attributes")),
            ("sizeof(struct gpio_v2_line_values)", sizeof(GpioLineLevels)),
            ("offsetof(struct gpio_v2_line_values, mask)", Offset<GpioLineLevels>(nameof(GpioLineLevels.Mask))),
            ("sizeof(struct gpio_v2_line_event)", sizeof(GpioLineEvent)),
            ("offsetof(struct gpio_v2_line_event, id)", 8),
            ("offsetof(struct gpio_v2_line_event, line_seqno)", 20),
            ("offsetof(struct i2c_msg, flags)", Offset<I2cMessage>(nameof(I2cMessage.Flags))),
            ("offsetof(struct i2c_msg, len)", Offset<I2cMessage>(nameof(I2cMessage.Length))),
            ("offsetof(struct i2c_msg, buf)", Offset<I2cMessage>(nameof(I2cMessage.Data))),
            ("sizeof(struct i2c_msg)", is32 ? 12 : sizeof(I2cMessage)),
            ("offsetof(struct i2c_rdwr_ioctl_data, nmsgs)", is32 ? 4 : Offset<I2cMessages>(nameof(I2cMessages.Count))),
            ("sizeof(struct i2c_rdwr_ioctl_data)", is32 ? 8 : sizeof(I2cMessages)),
            ("sizeof(struct pollfd)", sizeof(PollDescriptor)),
            ("sizeof(struct itimerval)", 4 * pointerBytes),
        ];
    }

    private static long Offset<T>(string field) => Marshal.OffsetOf<T>(field);
}
