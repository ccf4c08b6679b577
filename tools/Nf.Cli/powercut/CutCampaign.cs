using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Nf.Build;
using Nf.Emulation;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Package;
using Nf.Simulator;
using Nf.Target;

namespace Nf.Cli;

/// <summary>
/// Cuts the power of an emulated board during updates: each time the board starts from the same medium, with an old package; the power fails
/// at one moment; the board starts again, and has to run the old package or the new one.
/// </summary>
internal sealed class CutCampaign
{
    // QEMU has two threads that work; more at once only wait for each other.
    private const int BoardsMax = 2;

    // After one cut in so many the board is updated once more.
    private const int UpdateEvery = 4;

    private const byte Place = 0;

    private readonly BoardDescription _board;
    private readonly string _image;
    private readonly byte[] _old = Thermostat(1);
    private readonly byte[] _new = Thermostat(2);
    private readonly byte[] _next = Thermostat(3);
    private readonly byte[] _medium;
    private readonly MediumPages _pages;
    private readonly UpdateEffort _effort;

    private CutCampaign(BoardDescription board, string image)
    {
        _board = board;
        _image = image;
        using WorkFolder work = new();
        board.Store!.MakeFile(work.Medium);
        _ = Update(work, _old);
        _medium = File.ReadAllBytes(work.Medium);
        _effort = Update(work, _new);
        _pages = new MediumPages(_medium, File.ReadAllBytes(work.Medium), PageBytes(board.StoreMedium));
    }

    /// <summary>Does the cuts on one medium.</summary>
    /// <param name="terminal">Shows how far it is.</param>
    /// <param name="board">The board, with the medium.</param>
    /// <param name="cuts">How many.</param>
    /// <param name="seed">Says where; the same seed cuts at the same stores.</param>
    /// <exception cref="NfException">The board cannot be updated without a cut either.</exception>
    public static CutReport Run(Terminal terminal, BoardDescription board, int cuts, int seed)
    {
        string image = HostImage.Build(terminal.Progress, board, []);
        CutPlugin.Build();
        CutCampaign campaign = new(board, image);
        long start = Stopwatch.GetTimestamp();
        CutResult[] results = [];
        terminal.Follow($"{board.StoreMedium}: {cuts} power cuts", cuts, step => results = campaign.CutAll(cuts, seed, step));
        return new CutReport(board.StoreMedium, campaign._effort, Stopwatch.GetElapsedTime(start).TotalSeconds, results);
    }

    private CutResult[] CutAll(int cuts, int seed, Action step)
    {
        CutPoint[] points = Points(cuts, seed);
        CutResult[] results = new CutResult[cuts];
        Parallel.For(0, BoardsMax, worker =>
        {
            using WorkFolder work = new();
            for (int i = worker; i < cuts; i += BoardsMax)
            {
                results[i] = Cut(work, points[i], wantsUpdate: i / BoardsMax % UpdateEvery == 0);
                step();
            }
        });
        return results;
    }

    // By turns at a store and in a write; one of each kind at a random place in each of as many equal parts of the update, so that none is
    // left out by chance.
    private CutPoint[] Points(int cuts, int seed)
    {
        Random random = new(seed);
        long parts = (cuts + 1) / 2;
        return [.. Enumerable.Range(0, cuts).Select(i => i % 2 == 0
            ? new CutPoint(At(_effort.Stores, i / 2), 0, 0)
            : new CutPoint(0, At(_effort.Writes, i / 2), random.Next(CutPoint.Whole)))];

        long At(long all, int part)
        {
            long first = all * part / parts, end = all * (part + 1) / parts;
            return 1 + random.NextInt64(first, Math.Max(end, first + 1));
        }
    }

    private CutResult Cut(WorkFolder work, CutPoint point, bool wantsUpdate)
    {
        File.WriteAllBytes(work.Medium, _medium);
        UpdateStage stage = UpdateStage.Upload;
        CutVersion runs = CutVersion.None;
        bool isUpdated = false;
        string? finding = null;
        byte[] left = _medium;
        try
        {
            stage = Fail(work, point);
            left = File.ReadAllBytes(work.Medium);
            using PoweredBoard board = PoweredBoard.TurnOn(_board, _image, work.Path, new PowerOptions { Counter = work.Counter });
            runs = Version(board.Session);
            finding = Look(board.Session, stage, runs);
            if (wantsUpdate && finding == null)
            {
                new PackageUpdate(board.Session).Run(_next);
                isUpdated = true;
            }
        }
        catch (NfException error)
        {
            finding = error.Message;
        }
        if (finding != null)
            finding = $"{_board.StoreMedium}, {point}, {stage}: {finding} Medium: {Keep(left, point)}.";
        return new CutResult(point, stage, runs, _pages.CountTorn(left), isUpdated, finding);
    }

    // Updates until the power fails.
    private UpdateStage Fail(WorkFolder work, CutPoint point)
    {
        using PoweredBoard board = PoweredBoard.TurnOn(_board, _image, work.Path, new PowerOptions { Counter = work.Counter });
        PackageUpdate update = new(board.Session);
        work.Counter.Cut(point);
        try
        {
            update.Run(_new);
        }
        catch (NfException) when (board.HasFailed())
        {
            // As intended.
        }
        return update.Stage;
    }

    private static CutVersion Version(TargetSession session)
    {
        GuestEntry guest = session.Guest(Place);
        return guest.Info.State != GuestState.Running ? CutVersion.None : guest.Info.Major switch
        {
            1 => CutVersion.Old,
            2 => CutVersion.New,
            _ => CutVersion.None,
        };
    }

    // Whether what runs is what has to, and goes on doing so.
    private static string? Look(TargetSession session, UpdateStage stage, CutVersion runs)
    {
        GuestEntry first = session.Guest(Place);
        if (runs == CutVersion.None)
            return $"The guest is '{first.Name}' {first.Version}, {first.Info.State}.";
        if (stage == UpdateStage.Upload && runs != CutVersion.Old)
            return "The new package runs, though it was not activated.";
        if (stage is UpdateStage.Trial or UpdateStage.Done && runs != CutVersion.New)
            return "The old package runs, though the new one was activated.";
        session.Advance(PackageUpdate.TrialNanoseconds, isStepped: true);
        GuestInfo later = session.Guest(Place).Info;
        return later.State == GuestState.Running && !later.IsOnTrial && later.Major == first.Info.Major && later.Runs > first.Info.Runs
            ? null
            : $"The guest {first.Version} did not go on: {later.Major}.{later.Minor}.{later.Patch}, {later.State}, {later.Runs} runs.";
    }

    // An update without a cut.
    private UpdateEffort Update(WorkFolder work, byte[] package)
    {
        using PoweredBoard board = PoweredBoard.TurnOn(_board, _image, work.Path, new PowerOptions { Counter = work.Counter });
        UpdateEffort before = new(work.Counter.Stores, work.Counter.Writes);
        new PackageUpdate(board.Session).Run(package);
        long stores = work.Counter.Stores;
        board.TurnOff();
        return new UpdateEffort(stores - before.Stores, work.Counter.Writes - before.Writes);
    }

    private string Keep(byte[] medium, CutPoint point)
    {
        string path = Repository.PathOf("build", "powercut", $"{_board.StoreMedium}-{point.Store}-{point.Write}-{point.Part}.bin");
        File.WriteAllBytes(path, medium);
        return Repository.Relative(path);
    }

    private static byte[] Thermostat(ushort major)
    {
        GuestFile guest = GuestFile.Open(Repository.PathOf("examples", "thermostat"));
        return GuestPackage.Pack(guest, GuestPackage.Options(guest) with { Version = new GuestVersion(major, 0, 0) }).Wasm;
    }

    private static int PageBytes(string medium) => medium switch
    {
        "sd" => 512,
        "eeprom" => 128,
        _ => 256,
    };
}
