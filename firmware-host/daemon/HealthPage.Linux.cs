using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>The answer to whether all is well: no guest is late, and none was given up.</summary>
/// <typeparam name="THost">Who knows.</typeparam>
internal static class HealthPage<THost>
    where THost : struct, ITargetFigures
{
    /// <summary>Writes one line, and says whether all is well. O(places).</summary>
    public static bool Write(ref THost host, bool isOnTime, ref Utf8Writer text)
    {
        for (byte place = 0; host.ReadGuest(place, out GuestInfo guest, default, out _) == Status.Ok; place++)
        {
            if (guest.State != GuestState.GivenUp) continue;
            text.Text("the guest in place "u8);
            text.Decimal((int)place);
            text.Text(" was given up\n"u8);
            return false;
        }

        text.Text(isOnTime ? "ok\n"u8 : "a guest missed its deadline\n"u8);
        return isOnTime;
    }
}
