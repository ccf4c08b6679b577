using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>`nf post`: a message for a guest.</summary>
internal static class PostCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> text = new("MESSAGE") { Description = "A text, or @FILE for a file's bytes; 256 bytes at most." };
        Option<string> place = TargetOptions.Place();
        Command command = new("post", """
            Gives a guest a message, which it gets as an event.

            Examples:
              nf post --place 0 "set 21500" --target emu:lm3s6965evb
              nf post --place thermostat @settings.bin --target unix:/run/nfd.sock
            """)
        {
            text, place,
        };
        return command.Over(terminal, (session, parsed) =>
        {
            byte[] message = Bytes(parsed.GetValue(text)!);
            byte to = session.FindPlace(parsed.GetValue(place)!);
            session.Tell(MessageType.Post, new GuestPost { Place = to }, $"place {to}", message);
            JsonObject fields = new() { ["place"] = to, ["bytes"] = message.Length };
            string line = $"place {to} was given {message.Length} bytes";
            return new Outcome(Status.Ok, fields) { Show = shown => shown.Output.WriteLine(line) };
        });
    }

    private static byte[] Bytes(string text)
    {
        byte[] message = text.StartsWith('@') ? Files.Read(text[1..]) : Encoding.UTF8.GetBytes(text);
        return message.Length <= GuestPost.TailBytesMax ? message : throw new NfException(Status.LimitExceeded,
            $"The message has {message.Length} bytes, but a guest takes {GuestPost.TailBytesMax} at most.");
    }
}
