using System;
using System.Collections.Generic;
using System.Linq;
using Nf.Build;
using Nf.Errors;
using Nf.Runtime;
using Nf.Simulator;

namespace Nf.Emulation;

/// <summary>Builds the image of the program that supervises guests.</summary>
public static class HostImage
{
    /// <summary>Builds it.</summary>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="board">The board, with the medium of its store.</param>
    /// <param name="guests">Guests that are in the image, from place 0 on: .wasm files or folders.</param>
    /// <returns>The image's path.</returns>
    /// <exception cref="NfException">A guest is not found or broken, or the build fails.</exception>
    public static string Build(Action<string> progress, BoardDescription board, IReadOnlyList<string> guests)
    {
        BuildResult build = TryBuild(progress, board, guests);
        return build.Status == Status.Ok ? build.ImagePath : throw new NfException(build.Status, build.Message);
    }

    /// <summary>Builds it, and says where its bytes went.</summary>
    /// <exception cref="NfException">A guest is not found or broken.</exception>
    public static BuildResult TryBuild(Action<string> progress, BoardDescription board, IReadOnlyList<string> guests)
    {
        InstanceLimits limits = BoardGuest.Ceilings(board.Limits);
        List<GuestFile> packages = [.. guests.Select(path => GuestPackage.Of(GuestFile.Open(path), in limits))];
        string own = BoardReader.Read(board.Name).StoreMedium;
        return FirmwareBuilder.Build(new BuildRequest
        {
            Board = board.Name,
            Program = HostDescription.Program,
            Store = board.StoreMedium == own ? null : board.StoreMedium,
            GuestPath = packages.Count == 0 ? null : PackageFile.Write(packages[0]),
            MoreGuests = [.. packages.Skip(1).Select(package => new GuestBytes(package.Name, package.Wasm))],
            Progress = progress,
        });
    }
}
