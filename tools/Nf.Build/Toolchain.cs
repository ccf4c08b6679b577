using System.Collections.Generic;
using System.Globalization;

namespace Nf.Build;

/// <summary>The C compiler of a board and its options.</summary>
internal sealed class Toolchain
{
    public Toolchain(BoardDescription board)
    {
        Prefix = board.IsCortexM ? "arm-none-eabi" : board.Arch switch
        {
            "x64" => "x86_64-linux-gnu",
            "arm64" => "aarch64-linux-gnu",
            _ => "arm-linux-gnueabihf",
        };
        CpuFlags = !board.IsCortexM ? []
            : board.Fpu == "none" ? [$"-mcpu={board.Cpu}", "-mthumb", "-mfloat-abi=soft"]
            : [$"-mcpu={board.Cpu}", "-mthumb", $"-mfpu={board.Fpu}", "-mfloat-abi=hard"];
    }

    /// <summary>What the names of the tools begin with.</summary>
    public string Prefix { get; }

    /// <summary>The options that choose the processor.</summary>
    public IReadOnlyList<string> CpuFlags { get; }

    public string Compiler => Prefix + "-gcc";

    public string AddressToLine => Prefix + "-addr2line";

    /// <summary>The options for start-up code.</summary>
    public IReadOnlyList<string> CompileFlags(BoardDescription board)
    {
        List<string> flags = [.. CpuFlags, "-std=gnu11", "-Os", "-g", "-Wall", "-Wextra", "-Werror", "-ffunction-sections", "-fdata-sections",
            $"-ffile-prefix-map={Repository.Root}=/nf", "-Iboards/common", "-Iboards/" + board.Name];
        if (board.IsCortexM)
            flags.AddRange(["-ffreestanding", string.Create(CultureInfo.InvariantCulture, $"-DNF_INTERRUPTS={board.Interrupts}"),
                string.Create(CultureInfo.InvariantCulture, $"-DNF_CLOCK_HZ={board.ClockHz}u")]);
        return flags;
    }

    /// <summary>The options for linking, without files.</summary>
    public IReadOnlyList<string> LinkFlags(BoardDescription board, string generatedFolder, string mapPath)
    {
        List<string> flags = [.. CpuFlags, "-Wl,--gc-sections", "-Wl,--no-warn-mismatch", "-Wl,-z,noexecstack", "-Wl,--build-id=none"];
        if (board.IsCortexM)
            flags.AddRange(["-nostartfiles", "--specs=nano.specs", "-Wl,--no-warn-rwx-segments", "-L", generatedFolder, "-T", "boards/common/cortex-m.ld"]);
        else
            flags.Add("-static");
        // A comma in the path would end the option.
        flags.AddRange(["-Xlinker", "-Map", "-Xlinker", mapPath]);
        return flags;
    }
}
