using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Emulation;
using Nf.Errors;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>Builds the image of a board with a guest in it.</summary>
internal static class ImageBuilder
{
    /// <summary>Builds; the guest is checked first, so that its faults are not found on the board.</summary>
    /// <param name="terminal">Told what is being done.</param>
    /// <param name="board">The board.</param>
    /// <param name="module">The guest's module, read.</param>
    /// <param name="input">The guest.</param>
    /// <param name="engine">What runs the guest.</param>
    /// <param name="more">With aot: packages that the image has beside its guest.</param>
    /// <exception cref="NfException">The guest wants what the board does not have.</exception>
    public static BuildResult Build(
        Terminal terminal, BoardDescription board, GuestModule module, GuestInput input, EngineChoice engine, params IReadOnlyList<GuestFile> more)
    {
        CheckImports(board, module);
        string path = PackageFile.Write(input.File);
        return FirmwareBuilder.Build(new BuildRequest
        {
            Board = board.Name,
            GuestPath = path,
            Engine = engine.Engine,
            Checks = engine.Checks,
            MoreGuests = [.. more.Select(file => new GuestBytes(file.Name, file.Wasm))],
            Scenario = input.EncodeScenario(isFromOutside: RigSensors.Of(board).Count != 0),
            Progress = terminal.Progress,
        });
    }

    /// <summary>The keys of a build in JSON: all sizes in bytes.</summary>
    public static JsonObject Fields(BoardDescription board, BuildResult result)
    {
        JsonObject fields = new() { ["board"] = board.Name };
        if (result.ImagePath.Length != 0)
            fields["image"] = Repository.Relative(result.ImagePath);
        if (result.Size is not { } size)
            return fields;
        JsonArray modules = [.. result.Modules.Select(module => (JsonNode)new JsonObject { ["name"] = module.Name, ["package_digest"] = module.Digest })];
        fields["engine"] = modules.Count == 0 ? "interpreter" : "aot";
        fields["compiled_modules"] = modules;
        fields["flash_bytes"] = size.FlashBytes;
        fields["ram_static_bytes"] = size.RamStaticBytes;
        fields["ram_guest_bytes"] = size.RamGuestBytes;
        JsonArray components = [];
        foreach (SizeRow row in size.Rows)
        {
            components.Add((JsonNode)new JsonObject
            {
                ["name"] = row.Component,
                ["flash_bytes"] = row.FlashBytes,
                ["ram_bytes"] = row.RamBytes,
            });
        }
        fields["components"] = components;
        return fields;
    }

    private static void CheckImports(BoardDescription board, GuestModule module)
    {
        ModuleImport? wrong = module.Description.Imports.FirstOrDefault(import => !import.IsOffered);
        if (wrong != null)
            throw module.RefuseImport(wrong);
        ModuleImport? foreign = board.IsCortexM
            ? module.Description.Imports.FirstOrDefault(import => !ModuleDescription.BoardModules.Contains(import.Module))
            : null;
        if (foreign != null)
        {
            throw new NfException(Status.ImportUnknown,
                $"{module.Name}: imports {foreign.Module}.{foreign.Name}, but the board {board.Name} offers module " +
                $"{ModuleDescription.BoardModule} only. Use examples/include/nf.h, or a Linux target.");
        }
    }
}
