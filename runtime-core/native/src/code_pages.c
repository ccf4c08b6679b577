/* wasm3's code pages (the interface of m3_code.h), with a map from compiled code back to module offsets that
 * lies in the page itself and takes about two bytes an instruction. wasm3's own m3_code.c takes eight bytes
 * for every word of a page, which would triple the RAM of compiled code on a board.
 *
 * Layout of a page: header | code words, growing up ... map bytes, growing down | map record.
 * A map entry is two bytes, read downwards: words since the entry before, module bytes since the entry before;
 * 255 in the first byte announces both as absolute 32-bit numbers. Entries are decoded only after a trap.
 */
#include <string.h>

#include "interpreter.h"
#include "m3_code.h"

/* wasm3 defines the page size as an unparenthesised product. */
enum { entry_bytes_max = 1 + 4 + 4, escape = 255, page_unit = (d_m3CodePageAlignSize) };

typedef struct {
    M3CodeMappingPage wasm3; /* wasm3 sets wasm3.size to 0 when it reuses a page; here: bytes of the map */
    uint32_t last_word;
    uint32_t last_offset;
} map_record;

static map_record *map_of(IM3CodePage page)
{
    return (map_record *)page->info.mapping;
}

IM3CodePage NewCodePage(IM3Runtime runtime, u32 min_lines)
{
    size_t wanted = sizeof(M3CodePageHeader) + sizeof(map_record) + entry_bytes_max + sizeof(code_t) * ((size_t)min_lines + 1);
    if (min_lines > UINT32_MAX / sizeof(code_t) / 2) return NULL;
    size_t bytes = (wanted + page_unit - 1) / page_unit * page_unit;

    /* Once a page is missing, no other is given: wasm3 goes on after some failed emissions, with a hole in the code. */
    IM3CodePage page = nf_current_interpreter()->out_of_pages ? NULL : (IM3CodePage)m3_Malloc("M3CodePage", bytes);
    nf_current_interpreter()->out_of_pages = page == NULL;
    if (page == NULL) return NULL;
    page->info.sequence = ++runtime->newCodePageSequence;
    page->info.numLines = (u32)((bytes - sizeof(M3CodePageHeader) - sizeof(map_record)) / sizeof(code_t));
    page->info.mapping = (struct M3CodeMappingPage *)(void *)&page->code[page->info.numLines];
    page->info.mapping->basePC = GetPageStartPC(page);
    return page;
}

void FreeCodePages(IM3CodePage *list)
{
    for (IM3CodePage page = *list; page != NULL;) {
        IM3CodePage next = page->info.next;
        m3_Free(page);
        page = next;
    }
    *list = NULL;
}

static size_t free_bytes(IM3CodePage page)
{
    size_t capacity = page->info.numLines * sizeof(code_t);
    size_t used = page->info.lineIndex * sizeof(code_t) + map_of(page)->wasm3.size;
    return used >= capacity ? 0 : capacity - used;
}

/* Words that may still be emitted, with room kept for one map entry: wasm3 asks before each instruction. */
u32 NumFreeLines(IM3CodePage page)
{
    size_t bytes = free_bytes(page);
    return nf_current_interpreter()->out_of_pages || bytes <= entry_bytes_max ? 0 : (u32)((bytes - entry_bytes_max) / sizeof(code_t));
}

/* wasm3 emits operands even when it got no page for their operation; they must not leave the page they then go to. */
static void emit(IM3CodePage page, const void *word, size_t bytes)
{
    size_t words = (bytes + sizeof(code_t) - 1) / sizeof(code_t);
    if (free_bytes(page) < words * sizeof(code_t)) {
        nf_current_interpreter()->out_of_pages = true;
        return;
    }
    memcpy(&page->code[page->info.lineIndex], word, bytes);
    page->info.lineIndex += (u32)words;
}

void EmitWord_impl(IM3CodePage page, void *word)
{
    emit(page, &word, sizeof word);
}

void EmitWord32(IM3CodePage page, const u32 word)
{
    emit(page, &word, sizeof word);
}

void EmitWord64(IM3CodePage page, const u64 word)
{
    emit(page, &word, sizeof word);
}

/* The byte that lies `index` bytes below the map record. */
static uint8_t *map_byte(IM3CodePage page, uint32_t index)
{
    return (uint8_t *)map_of(page) - 1 - index;
}

static void put_u32(IM3CodePage page, uint32_t index, uint32_t value)
{
    for (int i = 0; i < 4; i++) *map_byte(page, index + (uint32_t)i) = (uint8_t)(value >> (8 * i));
}

static uint32_t get_u32(IM3CodePage page, uint32_t index)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) value |= (uint32_t)*map_byte(page, index + (uint32_t)i) << (8 * i);
    return value;
}

void EmitMappingEntry(IM3CodePage page, u32 module_offset)
{
    map_record *map = map_of(page);
    uint32_t at = map->wasm3.size;
    uint32_t word = page->info.lineIndex;
    bool first = at == 0;
    bool fits = !first && word - map->last_word < escape && module_offset >= map->last_offset && module_offset - map->last_offset <= 255;
    if (fits) {
        *map_byte(page, at) = (uint8_t)(word - map->last_word);
        *map_byte(page, at + 1) = (uint8_t)(module_offset - map->last_offset);
        map->wasm3.size = at + 2;
    } else {
        *map_byte(page, at) = escape;
        put_u32(page, at + 1, word);
        put_u32(page, at + 5, module_offset);
        map->wasm3.size = at + entry_bytes_max;
    }
    map->last_word = word;
    map->last_offset = module_offset;
}

pc_t GetPageStartPC(IM3CodePage page)
{
    return &page->code[0];
}

pc_t GetPagePC(IM3CodePage page)
{
    return page ? &page->code[page->info.lineIndex] : NULL;
}

void PushCodePage(IM3CodePage *list, IM3CodePage page)
{
    page->info.next = *list;
    *list = page;
}

IM3CodePage PopCodePage(IM3CodePage *list)
{
    IM3CodePage page = *list;
    *list = page->info.next;
    page->info.next = NULL;
    return page;
}

IM3CodePage GetEndCodePage(IM3CodePage list)
{
    while (list && list->info.next) list = list->info.next;
    return list;
}

u32 CountCodePages(IM3CodePage list)
{
    u32 count = 0;
    for (; list; list = list->info.next) count++;
    return count;
}

bool ContainsPC(IM3CodePage page, pc_t pc)
{
    return GetPageStartPC(page) <= pc && pc < GetPagePC(page);
}

bool MapPCToOffset(IM3CodePage page, pc_t pc, u32 *module_offset)
{
    uint32_t target = (uint32_t)(pc - GetPageStartPC(page));
    uint32_t word = 0, offset = 0;
    bool found = false;
    for (uint32_t at = 0; at < map_of(page)->wasm3.size;) {
        uint32_t next_word, next_offset;
        if (*map_byte(page, at) == escape) {
            next_word = get_u32(page, at + 1);
            next_offset = get_u32(page, at + 5);
            at += entry_bytes_max;
        } else {
            next_word = word + *map_byte(page, at);
            next_offset = offset + *map_byte(page, at + 1);
            at += 2;
        }
        if (next_word > target) break;
        word = next_word;
        offset = next_offset;
        found = true;
    }
    *module_offset = offset;
    return found;
}
