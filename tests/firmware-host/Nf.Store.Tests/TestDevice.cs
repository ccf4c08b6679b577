using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.FirmwareHost;
using Nf.Platform;

namespace Nf.Store.Tests;

/// <summary>
/// A device with a store, beside the states in which it may be. A cut makes several states possible; what is seen at the next boot rules
/// some out, and one must always be left.
/// </summary>
internal sealed class TestDevice
{
    private readonly Medium _medium;
    private readonly Dictionary<int, TestPackage> _packages = [];
    private readonly Queue<(uint Writes, TornWrite Torn, uint Seed)> _cuts = new();
    private ModuleStore<SimulatedStorage> _store;
    private HashSet<StoreState> _states;
    private bool _hasRun;

    public TestDevice(Medium medium)
    {
        _medium = medium;
        _states = [new StoreState { BootsMax = medium.Options.BootsMax }];
        medium.Attach(ref _store.Storage);
    }

    public ref ModuleStore<SimulatedStorage> Store => ref _store;

    /// <summary>Writes since the device was made.</summary>
    public uint Writes => _store.Storage.ProgramCount + _store.Storage.EraseCount;

    public int BootCount { get; private set; }

    public int CutCount { get; private set; }

    public int Running => _states.First().Running;

    public BootReason Reason => _states.First().Reason;

    /// <summary>Plans a cut; later ones are counted from the reset that follows the one before.</summary>
    public void PlanCut(uint writes, TornWrite torn, uint seed)
    {
        _cuts.Enqueue((writes, torn, seed));
        if (_cuts.Count == 1)
            ArmCut();
    }

    public void CancelCuts()
    {
        _cuts.Clear();
        Check.Ok(_store.Storage.CutPower(0, TornWrite.Nothing, seed: 1));
    }

    /// <summary>Resets until the device is up with its power on, and looks at what it runs.</summary>
    public void Reset()
    {
        while (true)
        {
            SimulatedStorage storage = _store.Storage;
            _store = default;
            _store.Storage = storage;
            Check.Ok(_store.Open(_medium.Options, default));
            Status status = _store.Boot(out BootChoice choice);
            BootCount++;
            List<StoreState> after = [.. _states.Select(state => state.Boot())];
            if (_store.Storage.IsOff)
            {
                _states.UnionWith(after);
                SwitchOn();
                continue;
            }
            _states = [.. after];
            Observe(status, choice);
            return;
        }
    }

    public void Upload(int number, bool isDamaged = false)
    {
        TestPackage package = new(number, _medium.PackageBytes - (number % 50));
        _packages[number] = package;
        Status status = TransferTo(package, isDamaged);
        Follow(status, state => state.Upload(number, isDamaged));
    }

    public void Activate() => Follow(_store.Activate(), state => state.Activate());

    public void Confirm() => Follow(_store.Confirm(), state => WithoutBetween(state.Confirm()));

    public void RollBack() => Follow(_store.RollBack(), state => WithoutBetween(state.RollBack()));

    private static (Status, StoreState, IEnumerable<StoreState>) WithoutBetween((Status Status, StoreState After) step) =>
        (step.Status, step.After, []);

    private Status TransferTo(TestPackage package, bool isDamaged)
    {
        Status status = _store.Begin(package.Ticket());
        byte[] bytes = (byte[])package.Bytes.Clone();
        if (isDamaged)
            bytes[package.Number % bytes.Length] ^= 1;
        for (int sent = 0; status == Status.Ok && sent < bytes.Length; sent += 300)
            status = _store.Write(bytes.AsSpan(sent, Math.Min(300, bytes.Length - sent)));
        return status == Status.Ok ? _store.Verify() : status;
    }

    private void Follow(Status status, Func<StoreState, (Status Status, StoreState After, IEnumerable<StoreState> Between)> step)
    {
        var steps = _states.Select(state => (Before: state, Result: step(state))).ToList();
        if (_store.Storage.IsOff)
        {
            _states = [.. steps.SelectMany(one => one.Result.Between.Prepend(one.Before).Append(one.Result.After))];
            SwitchOn();
            Reset();
            return;
        }
        _states = [.. steps.Where(one => one.Result.Status == status).Select(one => one.Result.After)];
        Assert.AreNotEqual(0, _states.Count, $"{status}, expected {string.Join(" or ", steps.Select(one => one.Result.Status))}");
    }

    private void Observe(Status status, BootChoice choice)
    {
        Assert.AreEqual(choice.Reason == BootReason.None ? Status.NotFound : Status.Ok, status);
        int running = 0;
        if (choice.Reason != BootReason.None)
        {
            byte[] bytes = new byte[choice.Bytes];
            Check.Ok(_store.Read(choice.Slot, 0, bytes));
            running = _packages.Values.FirstOrDefault(package => package.Bytes.AsSpan().SequenceEqual(bytes))?.Number ?? -1;
        }
        Assert.AreNotEqual(-1, running, "what runs is no package that was ever uploaded");
        // The claim itself, apart from the model.
        Assert.IsTrue(running != 0 || !_hasRun, "a device that once ran a module runs none");
        _hasRun |= running != 0;
        string expected = string.Join(" or ", _states);
        _states.RemoveWhere(state => state.Running != running || state.Reason != choice.Reason);
        Assert.AreNotEqual(0, _states.Count, $"package {running} for reason {choice.Reason}; expected {expected}");
    }

    private void SwitchOn()
    {
        CutCount++;
        _store.Storage.RestorePower();
        _cuts.Dequeue();
        if (_cuts.Count > 0)
            ArmCut();
    }

    private void ArmCut()
    {
        (uint writes, TornWrite torn, uint seed) = _cuts.Peek();
        Check.Ok(_store.Storage.CutPower(writes, torn, seed));
    }
}
