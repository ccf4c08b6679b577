using System;

namespace Nf.Runtime;

/// <summary>
/// Finds two exports of the same name by sorting them: a heap sort, in place and without recursion, takes O(n log n) comparisons whatever
/// a hostile module names its exports.
/// </summary>
/// <remarks>Source: J. W. J. Williams, "Algorithm 232: Heapsort", 1964.</remarks>
internal static class ExportNames
{
    /// <summary>Looks for a name that comes twice. O(n log n).</summary>
    /// <param name="module">An opened module.</param>
    /// <param name="entries">Room for one number for each export; what it held is lost.</param>
    /// <returns>Byte offset of the later export, or -1.</returns>
    public static int FindRepeated(ref readonly WasmModule module, Span<int> entries)
    {
        ReadOnlySpan<byte> bytes = module.Bytes;
        WasmReader reader = module.Exports();
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = reader.Position;
            WasmModule.ReadExport(ref reader);
        }

        for (int i = entries.Length / 2 - 1; i >= 0; i--) Sift(bytes, entries, i);
        for (int end = entries.Length - 1; end > 0; end--)
        {
            (entries[0], entries[end]) = (entries[end], entries[0]);
            Sift(bytes, entries.Slice(0, end), 0);
        }

        for (int i = 1; i < entries.Length; i++)
        {
            if (Compare(bytes, entries[i - 1], entries[i]) == 0) return entries[i - 1] > entries[i] ? entries[i - 1] : entries[i];
        }

        return -1;
    }

    // Lets an entry sink below its larger children.
    private static void Sift(ReadOnlySpan<byte> bytes, Span<int> heap, int parent)
    {
        int sinking = heap[parent];
        for (int child = 2 * parent + 1; child < heap.Length; child = 2 * parent + 1)
        {
            if (child + 1 < heap.Length && Compare(bytes, heap[child], heap[child + 1]) < 0) child++;
            if (Compare(bytes, sinking, heap[child]) >= 0) break;
            heap[parent] = heap[child];
            parent = child;
        }

        heap[parent] = sinking;
    }

    private static int Compare(ReadOnlySpan<byte> bytes, int entry, int otherEntry)
    {
        ReadOnlySpan<byte> name = new WasmReader(bytes, entry, bytes.Length).ReadBytes();
        ReadOnlySpan<byte> other = new WasmReader(bytes, otherEntry, bytes.Length).ReadBytes();
        int common = name.Length < other.Length ? name.Length : other.Length;
        for (int i = 0; i < common; i++)
        {
            if (name[i] != other[i]) return name[i] - other[i];
        }

        return name.Length - other.Length;
    }
}
