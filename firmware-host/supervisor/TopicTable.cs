using System;
using System.Runtime.CompilerServices;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>
/// The topics by which guests talk to each other, and who reads them. Who may do what stands in the manifests: <c>topic:NAME:pub</c>
/// publishes, <c>topic:NAME:sub</c> reads the newest message, <c>topic:NAME:queue</c> reads them in order. A message is copied to each
/// reader; nothing that a guest publishes can fill anything but the queues of that topic. About 1.2 KiB.
/// </summary>
public struct TopicTable
{
    /// <summary>Topics at most.</summary>
    public const int TopicsMax = 8;

    /// <summary>Readings of topics at most, over all guests.</summary>
    public const int ReadersMax = 6;

    /// <summary>Bytes of the longest message.</summary>
    public const int MessageBytesMax = TopicReader.MessageBytesMax;

    /// <summary>The class of capabilities for topics.</summary>
    public static ReadOnlySpan<byte> Class => "topic"u8;

    private Topics _topics;
    private Readers _readers;
    private Rights _publishers;

    /// <summary>Gives a guest what its manifest grants. O(capabilities x topics).</summary>
    /// <returns>Ok; Full when there are too many topics or readers; ManifestInvalid for a name that is too long. Then nothing is given.</returns>
    public Status Join(int place, in Manifest manifest)
    {
        Status status = Status.Ok;
        for (int i = 0; i < manifest.CapabilityCount && status == Status.Ok; i++)
        {
            if (TryParse(manifest.Capability(i), out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> right)) status = Give(place, name, right);
        }

        if (status != Status.Ok) Leave(place);
        return status;
    }

    /// <summary>Takes from a guest what it was given; topics that nobody uses any more are gone. O(topics + readers).</summary>
    public void Leave(int place)
    {
        for (int i = 0; i < ReadersMax; i++)
        {
            if (_readers[i].IsUsed && _readers[i].Place == place) _readers[i] = default;
        }

        for (int id = 0; id < TopicsMax; id++)
        {
            _publishers[id] &= ~(1u << place);
            if (_publishers[id] == 0 && !IsRead(id)) _topics[id] = default;
        }
    }

    /// <summary>Finds a topic that a guest may use. O(topics).</summary>
    /// <returns>Ok; NotGranted when its manifest does not say so.</returns>
    public readonly Status Find(int place, ReadOnlySpan<byte> name, out int id)
    {
        id = IndexOf(name);
        bool granted = id >= 0 && ((_publishers[id] >> place & 1) != 0 || ReaderOf(place, id) >= 0);
        return granted ? Status.Ok : Status.NotGranted;
    }

    /// <summary>Gives a message to all who read a topic, and tells them. O(readers x message).</summary>
    /// <param name="place">Who publishes.</param>
    /// <param name="id">The topic, any number.</param>
    /// <param name="message">The message.</param>
    /// <param name="guests">All guests, by place.</param>
    /// <param name="nowNanoseconds">When.</param>
    /// <returns>Ok; NotGranted; LimitExceeded when it is too long; Full when a queue had no room: the others have got it.</returns>
    internal Status Publish(int place, int id, ReadOnlySpan<byte> message, Span<SupervisedGuest> guests, ulong nowNanoseconds)
    {
        if ((uint)id >= TopicsMax || (_publishers[id] >> place & 1) == 0) return Status.NotGranted;
        if (message.Length > MessageBytesMax) return Status.LimitExceeded;
        Status answer = Status.Ok;
        for (int i = 0; i < ReadersMax; i++)
        {
            ref TopicReader reader = ref _readers[i];
            if (!reader.IsUsed || reader.TopicId != id) continue;
            Status status = reader.Add(message);
            if (status == Status.Ok)
            {
                GuestEvent happened = new() { Kind = EventKind.Topic, Source = id, Value = reader.Count, AtNanoseconds = nowNanoseconds };
                status = guests[reader.Place].Tell(in happened);
            }
            else
            {
                guests[reader.Place].MessagesLost++;
            }

            if (status != Status.Ok) answer = status;
        }

        return answer;
    }

    /// <summary>Takes the next message of a topic. O(readers + message).</summary>
    /// <returns>Ok; Empty; BufferTooSmall: it stays; NotGranted when the guest does not read that topic.</returns>
    public Status Take(int place, int id, Span<byte> buffer, out int bytes)
    {
        int reader = ReaderOf(place, id);
        bytes = 0;
        return reader < 0 ? Status.NotGranted : _readers[reader].Take(buffer, out bytes);
    }

    // "topic:NAME:RIGHT"; anything else is not about topics.
    private static bool TryParse(ReadOnlySpan<byte> capability, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> right)
    {
        name = default;
        right = default;
        ReadOnlySpan<byte> prefix = "topic:"u8;
        if (capability.Length <= prefix.Length || !capability.Slice(0, prefix.Length).SequenceEqual(prefix)) return false;
        ReadOnlySpan<byte> rest = capability.Slice(prefix.Length);
        for (int i = 0; i < rest.Length; i++)
        {
            if (rest[i] != (byte)':') continue;
            name = rest.Slice(0, i);
            right = rest.Slice(i + 1);
            return name.Length != 0;
        }

        return false;
    }

    private Status Give(int place, ReadOnlySpan<byte> name, ReadOnlySpan<byte> right)
    {
        if (name.Length > Topic.NameBytesMax) return Status.ManifestInvalid;
        int id = IndexOf(name);
        if (id < 0) id = IndexOf(default);
        if (id < 0) return Status.Full;
        _topics[id].SetName(name);
        if (right.SequenceEqual("pub"u8)) _publishers[id] |= 1u << place;
        else if (right.SequenceEqual("sub"u8)) return AddReader(place, id, isQueue: false);
        else if (right.SequenceEqual("queue"u8)) return AddReader(place, id, isQueue: true);
        else return Status.ManifestInvalid;
        return Status.Ok;
    }

    private Status AddReader(int place, int id, bool isQueue)
    {
        for (int i = 0; i < ReadersMax; i++)
        {
            if (_readers[i].IsUsed) continue;
            _readers[i] = new TopicReader { IsUsed = true, Place = (byte)place, TopicId = (byte)id, IsQueue = isQueue };
            return Status.Ok;
        }

        return Status.Full;
    }

    private readonly int IndexOf(ReadOnlySpan<byte> name)
    {
        for (int id = 0; id < TopicsMax; id++)
        {
            if (_topics[id].Name.SequenceEqual(name)) return id;
        }

        return -1;
    }

    private readonly bool IsRead(int id)
    {
        for (int i = 0; i < ReadersMax; i++)
        {
            if (_readers[i].IsUsed && _readers[i].TopicId == id) return true;
        }

        return false;
    }

    private readonly int ReaderOf(int place, int id)
    {
        for (int i = 0; i < ReadersMax; i++)
        {
            if (_readers[i].IsUsed && _readers[i].Place == place && _readers[i].TopicId == id) return i;
        }

        return -1;
    }

    [InlineArray(TopicsMax)]
    private struct Topics
    {
        private Topic _first;
    }

    [InlineArray(ReadersMax)]
    private struct Readers
    {
        private TopicReader _first;
    }

    [InlineArray(TopicsMax)]
    private struct Rights
    {
        private uint _first;
    }
}
