using System;

namespace Nf.FirmwareHost;

/// <summary>As much of HTTP/1.1 as a page needs that is only read. Source: RFC 9112, 2 and 3.</summary>
internal static class HttpRequest
{
    /// <summary>Whether a request is whole: an empty line ends it. O(bytes).</summary>
    public static bool IsWhole(ReadOnlySpan<byte> request)
    {
        int lineStart = 0;
        for (int i = 0; i < request.Length; i++)
        {
            if (request[i] != (byte)'\n') continue;
            bool isEmpty = i == lineStart || (i == lineStart + 1 && request[lineStart] == (byte)'\r');
            // A client may send empty lines before the first.
            if (isEmpty && HasLine(request.Slice(0, lineStart))) return true;
            lineStart = i + 1;
        }

        return false;
    }

    /// <summary>What a whole request gets. O(bytes).</summary>
    public static HttpAnswer Answer(ReadOnlySpan<byte> request)
    {
        while (request.Length != 0 && request[0] is (byte)'\r' or (byte)'\n') request = request.Slice(1);
        int end = request.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? request : request.Slice(0, end);
        if (line.Length != 0 && line[line.Length - 1] == (byte)'\r') line = line.Slice(0, line.Length - 1);
        int methodEnd = line.IndexOf((byte)' ');
        if (methodEnd <= 0) return HttpAnswer.BadRequest;
        ReadOnlySpan<byte> target = line.Slice(methodEnd + 1);
        int targetEnd = target.IndexOf((byte)' ');
        if (targetEnd <= 0 || target[0] != (byte)'/' || !IsVersion(target.Slice(targetEnd + 1))) return HttpAnswer.BadRequest;
        if (!line.Slice(0, methodEnd).SequenceEqual("GET"u8)) return HttpAnswer.MethodNotAllowed;
        target = target.Slice(0, targetEnd);
        int query = target.IndexOf((byte)'?');
        return AnswerTo(query < 0 ? target : target.Slice(0, query));
    }

    private static HttpAnswer AnswerTo(ReadOnlySpan<byte> path)
    {
        if (path.SequenceEqual("/metrics"u8)) return HttpAnswer.Metrics;
        return path.SequenceEqual("/health"u8) ? HttpAnswer.Health : HttpAnswer.NotFound;
    }

    private static bool IsVersion(ReadOnlySpan<byte> text) => text.SequenceEqual("HTTP/1.1"u8) || text.SequenceEqual("HTTP/1.0"u8);

    private static bool HasLine(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is not ((byte)'\r' or (byte)'\n')) return true;
        }

        return false;
    }
}
