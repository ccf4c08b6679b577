using Nf.Memory;

namespace Nf.OnTarget;

/// <summary>What every test of a hostile guest asserts at its end.</summary>
internal static class Containment
{
    /// <summary>The arena is whole, though the guest trapped, and was sealed all the time.</summary>
    public static void CheckArena(in TestGuest guest, ref Check check)
    {
        check.Equal(Status.Ok, guest.Arena.Check());
        check.Equal((long)ArenaMode.Sealed, (long)guest.Arena.Mode);
    }

    /// <summary>With the hostile guest dropped, everything came back, and the next guest computes what it should.</summary>
    public static void CheckNextGuest(ref Check check)
    {
        check.Equal(0, Allocation.Budget.Used(CrateId.Engine));
        Status status = TestGuest.Load<TestHost>(SelfTestGuest.Wasm, 0, out TestGuest guest);
        using TestGuest scope = guest;
        check.Equal(Status.Ok, status);
        if (status != Status.Ok) return;
        check.Equal(Status.Ok, guest.Call("fib"u8, "i:i"u8, 10, out ulong result));
        check.Equal(55, (long)result);
        check.Equal(Status.Ok, guest.Call("load"u8, "i:i"u8, 16, out result));
        check.Equal(0x6720666E, (long)result);
    }
}
