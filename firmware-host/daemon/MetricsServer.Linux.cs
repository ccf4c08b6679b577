using System;
using System.Runtime.CompilerServices;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>
/// Serves /metrics and /health over HTTP at a port of 127.0.0.1, to one client at a time. It never waits: each call reads or sends what can
/// be read or sent at once. A client that is slow, sends nonsense or says nothing is let go after two seconds.
/// </summary>
internal struct MetricsServer
{
    /// <summary>Bytes of a request at most.</summary>
    public const int RequestBytesMax = 1024;

    /// <summary>Bytes of a page at most: eight guests with the longest names fit.</summary>
    public const int PageBytesMax = 48 * 1024;

    private const ulong ClientNanosecondsMax = 2_000_000_000;

    private SocketLine _line;
    private RequestStorage _request;
    private HeadStorage _head;
    private PageStorage _page;
    private int _requestBytes;
    private int _headBytes;
    private int _pageBytes;
    private int _sentBytes;
    private bool _isAnswered;
    private ulong _clientSince;

    /// <summary>Listens.</summary>
    /// <inheritdoc cref="SocketLine.OpenTcp"/>
    public Status Open(ushort port) => _line.OpenTcp(port);

    /// <summary>Does what can be done at once: at most one read, one page and two writes.</summary>
    /// <typeparam name="THost">What the pages are about.</typeparam>
    /// <param name="host">That.</param>
    /// <param name="counters">What the control line counted.</param>
    /// <param name="isOnTime">Whether no guest is late.</param>
    /// <param name="now">Time since the start in nanoseconds.</param>
    public void Poll<THost>(ref THost host, in ControlCounters counters, bool isOnTime, ulong now)
        where THost : struct, ITargetFigures
    {
        bool hadClient = _line.HasClient;
        if (hadClient && now - _clientSince > ClientNanosecondsMax)
        {
            _line.HangUp();
            Forget();
            return;
        }

        if (_headBytes != 0 && _line.HasClient) Send();
        else Receive(ref host, in counters, isOnTime);
        if (!_line.HasClient) Forget();
        else if (!hadClient) _clientSince = now;
    }

    private void Receive<THost>(ref THost host, in ControlCounters counters, bool isOnTime)
        where THost : struct, ITargetFigures
    {
        // What comes after the request is read and dropped: a connection that is closed with bytes unread loses its answer.
        Span<byte> room = _isAnswered ? _request : ((Span<byte>)_request).Slice(_requestBytes);
        if (_line.Read(room, out int bytes) != Status.Ok || bytes == 0 || _isAnswered) return;
        _requestBytes += bytes;
        ReadOnlySpan<byte> request = ((Span<byte>)_request).Slice(0, _requestBytes);
        if (HttpRequest.IsWhole(request)) Answer(HttpRequest.Answer(request), ref host, in counters, isOnTime);
        else if (_requestBytes == RequestBytesMax) Answer(HttpAnswer.TooLarge, ref host, in counters, isOnTime);
    }

    private void Answer<THost>(HttpAnswer answer, ref THost host, in ControlCounters counters, bool isOnTime)
        where THost : struct, ITargetFigures
    {
        Utf8Writer page = new(_page);
        bool isWell = true;
        if (answer == HttpAnswer.Health) isWell = HealthPage<THost>.Write(ref host, isOnTime, ref page);
        if (answer == HttpAnswer.Metrics) MetricsPage<THost>.Write(ref host, in counters, isOnTime, ref page);
        if (page.IsTruncated) isWell = false;
        Utf8Writer head = new(_head);
        HttpHead.Write(answer, isWell, page.Written.Length, ref head);
        _headBytes = head.Written.Length;
        _pageBytes = page.Written.Length;
        _sentBytes = 0;
        Send();
    }

    private void Send()
    {
        if (_sentBytes < _headBytes) SendOf(((ReadOnlySpan<byte>)_head).Slice(_sentBytes, _headBytes - _sentBytes));
        int sentOfPage = _sentBytes - _headBytes;
        // The page is for the client that got the head.
        if (sentOfPage >= 0 && _line.HasClient) SendOf(((ReadOnlySpan<byte>)_page).Slice(sentOfPage, _pageBytes - sentOfPage));
        if (_sentBytes < _headBytes + _pageBytes || !_line.HasClient) return;
        _isAnswered = true;
        _headBytes = 0;
        _line.EndWriting();
    }

    private void SendOf(ReadOnlySpan<byte> rest)
    {
        if (_line.Write(rest, out int bytes) == Status.Ok) _sentBytes += bytes;
    }

    private void Forget()
    {
        _requestBytes = 0;
        _headBytes = 0;
        _isAnswered = false;
    }

    [InlineArray(RequestBytesMax)]
    private struct RequestStorage
    {
        private byte _first;
    }

    [InlineArray(HttpHead.BytesMax)]
    private struct HeadStorage
    {
        private byte _first;
    }

    [InlineArray(PageBytesMax)]
    private struct PageStorage
    {
        private byte _first;
    }
}
