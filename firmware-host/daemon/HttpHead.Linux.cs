using System;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>What stands before the body of an answer.</summary>
internal static class HttpHead
{
    /// <summary>Bytes of it at most.</summary>
    public const int BytesMax = 224;

    /// <summary>Writes it.</summary>
    /// <param name="answer">What the request gets.</param>
    /// <param name="isWell">Of <see cref="HttpAnswer.Health"/> and <see cref="HttpAnswer.Metrics"/>: whether it is so.</param>
    /// <param name="bodyBytes">Bytes of the body.</param>
    /// <param name="text">Takes it.</param>
    public static void Write(HttpAnswer answer, bool isWell, int bodyBytes, ref Utf8Writer text)
    {
        text.Text("HTTP/1.1 "u8);
        text.Text(StatusLine(answer, isWell));
        text.Text("\r\nContent-Type: "u8);
        text.Text(answer == HttpAnswer.Metrics && isWell
            ? "application/openmetrics-text; version=1.0.0; charset=utf-8"u8
            : "text/plain; charset=utf-8"u8);
        if (answer == HttpAnswer.MethodNotAllowed) text.Text("\r\nAllow: GET"u8);
        text.Text("\r\nCache-Control: no-store\r\nConnection: close\r\nContent-Length: "u8);
        text.Decimal(bodyBytes);
        text.Text("\r\n\r\n"u8);
    }

    private static ReadOnlySpan<byte> StatusLine(HttpAnswer answer, bool isWell) => answer switch
    {
        HttpAnswer.BadRequest => "400 Bad Request"u8,
        HttpAnswer.NotFound => "404 Not Found"u8,
        HttpAnswer.MethodNotAllowed => "405 Method Not Allowed"u8,
        HttpAnswer.TooLarge => "431 Request Header Fields Too Large"u8,
        _ => isWell ? "200 OK"u8 : "503 Service Unavailable"u8,
    };
}
