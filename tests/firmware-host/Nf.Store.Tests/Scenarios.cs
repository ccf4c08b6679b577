using System;

namespace Nf.Store.Tests;

/// <summary>Lives of a device, from a medium with anything on it.</summary>
internal static class Scenarios
{
    public static readonly string[] Names = ["updates", "never-healthy", "operator", "first-unhealthy", "damaged-uploads", "to-and-fro"];

    public static void Run(string name, TestDevice device)
    {
        device.Reset();
        switch (name)
        {
            case "updates":
                Updates(device);
                break;
            case "never-healthy":
                NeverHealthy(device);
                break;
            case "operator":
                Operator(device);
                break;
            case "first-unhealthy":
                FirstUnhealthy(device);
                break;
            case "damaged-uploads":
                DamagedUploads(device);
                break;
            case "to-and-fro":
                ToAndFro(device);
                break;
            default:
                throw new ArgumentException(name);
        }
    }

    /// <summary>The end of every life: whatever happened before, a healthy package can still be brought in.</summary>
    public static void BringIn(TestDevice device, int number)
    {
        // Whoever is on trial has to go first.
        device.Confirm();
        device.Upload(number);
        device.Activate();
        device.Reset();
        device.Confirm();
        device.Reset();
    }

    /// <summary>Nothing, then slot 0, slot 1, slot 0.</summary>
    private static void Updates(TestDevice device)
    {
        for (int number = 1; number <= 3; number++)
            BringIn(device, number);
    }

    private static void NeverHealthy(TestDevice device)
    {
        BringIn(device, 1);
        device.Upload(2);
        device.Activate();
        for (int boot = 0; boot < 4; boot++)
            device.Reset();
        BringIn(device, 3);
    }

    /// <summary>Records enough for the journal to go around.</summary>
    private static void ToAndFro(TestDevice device)
    {
        BringIn(device, 1);
        BringIn(device, 2);
        for (int turn = 0; turn < 12; turn++)
        {
            device.Activate();
            device.Reset();
            device.Confirm();
        }
    }

    /// <summary>All that an operator may do, needed or not.</summary>
    private static void Operator(TestDevice device)
    {
        BringIn(device, 1);
        device.Upload(2);
        device.Reset();
        device.Activate();
        device.RollBack();
        device.Reset();
        device.Activate();
        device.Reset();
        device.Upload(3);
        device.RollBack();
        device.RollBack();
        device.Reset();
        device.Upload(4);
        device.Upload(5);
        device.Activate();
        device.Upload(6);
        device.Reset();
        device.Activate();
        device.Reset();
        device.Confirm();
        // Back to the one before.
        device.Activate();
        device.Reset();
        device.Confirm();
    }

    private static void FirstUnhealthy(TestDevice device)
    {
        device.Upload(1);
        device.Activate();
        for (int boot = 0; boot < 4; boot++)
            device.Reset();
        device.Upload(2);
        device.Activate();
        for (int boot = 0; boot < 4; boot++)
            device.Reset();
        BringIn(device, 3);
    }

    private static void DamagedUploads(TestDevice device)
    {
        device.Upload(1, isDamaged: true);
        BringIn(device, 2);
        device.Upload(3, isDamaged: true);
        device.Activate();
        device.Reset();
        BringIn(device, 4);
    }
}
