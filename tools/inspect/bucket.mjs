// Reads what a guest keeps in its linear memory, from a dump of that memory: maps and sets of module vera, JSON values, and the collections
// in lent memory. docs/COLLECTIONS.md has the layouts. Nothing is kept: each look is a look at the bytes, and each header is checked
// there and then. It runs in node and in browsers.
//
//   node tools/inspect/bucket.mjs dump.bin --at ADDRESS [--types KV] [--page FILE]

const Tag = {
    map: 0xfeedc001, set: 0xfeedc002, decimal: 0xfeedc003,
    sharedMap: 0xfeedc011, sharedSet: 0xfeedc012, vector: 0xfeedc013, ring: 0xfeedc014,
};
const Json = ['null', 'bool', 'number', 'string', 'array', 'object'];
const Types = 'ifbs'; // as the layouts number them; j is this program's own letter for the address of a JSON value
const SlotBytes = 20, SharedCapacityMax = 65536, DepthMax = 64;

/** The bytes are not what the layout says. */
export class LayoutError extends Error {}

function check(holds, at, what) {
    if (!holds) throw new LayoutError(`at ${hex(at)}: ${what}`);
}

export function hex(number) {
    return '0x' + number.toString(16);
}

/** A linear memory, without a copy of it. */
export class Memory {
    #view;

    constructor(buffer, offset = 0, length = buffer.byteLength - offset) {
        this.#view = new DataView(buffer, offset, length);
    }

    range(at, bytes, what) {
        check(at + bytes <= this.#view.byteLength, at, `${what} of ${bytes} bytes leaves the memory`);
    }

    word(at) {
        this.range(at, 4, 'a word');
        return this.#view.getUint32(at, true);
    }

    int64(at) {
        this.range(at, 8, 'an i64');
        return this.#view.getBigInt64(at, true);
    }

    float64(at) {
        this.range(at, 8, 'an f64');
        return this.#view.getFloat64(at, true);
    }

    /** A string, by the address of its address and length. */
    text(at) {
        const pointer = this.word(at), length = this.word(at + 4);
        if (length === 0) return '';
        this.range(pointer, length, 'a string');
        const bytes = new Uint8Array(this.#view.buffer, this.#view.byteOffset + pointer, length);
        try {
            return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
        } catch {
            return bytes.slice();
        }
    }
}

/** What a key, a value or an element is, by its type's letter; two words in hexadecimal when there is none. */
export function element(memory, at, type) {
    switch (type) {
        case 'i': return memory.int64(at);
        case 'f': return memory.float64(at);
        case 'b': return memory.word(at);
        case 's': return memory.text(at);
        case 'j': return new Reference(memory.word(at));
        default: return new Words(memory.word(at), memory.word(at + 4));
    }
}

/** The address of another value. */
class Reference {
    constructor(at) { this.at = at; }
}

/** Two words of no known type. */
class Words {
    constructor(low, high) { this.low = low; this.high = high; }
    toString() { return `${hex(this.low)} ${hex(this.high)}`; }
}

const isPowerOfTwo = (number) => number !== 0 && (number & (number - 1)) === 0;

/** A map or set of module vera: its header, and a function that goes through its entries. */
export function readBucket(memory, at) {
    check(at % 4 === 0, at, 'an address that is no multiple of 4');
    const tag = memory.word(at), bucket = memory.word(at + 8);
    check(tag === Tag.map || tag === Tag.set, at, `${hex(tag)} is no map and no set`);
    check(memory.word(at + 4) === 0, at + 4, 'a word that must be 0');
    const kind = tag === Tag.map ? 'map' : 'set';
    if (bucket === 0) return { kind, capacity: 0, count: 0, slots: function* () {} };
    check(bucket % 4 === 0, bucket, 'a bucket whose address is no multiple of 4');
    const capacity = memory.word(bucket), count = memory.word(bucket + 4);
    check(isPowerOfTwo(capacity) && capacity >= 8, bucket, `a capacity of ${capacity}`);
    check(count <= capacity, bucket + 4, `${count} entries in ${capacity} slots`);
    memory.range(bucket, 8 + capacity * SlotBytes, 'a bucket');
    check(at + 12 <= bucket || bucket + 8 + capacity * SlotBytes <= at, bucket, 'a bucket over its wrapper');
    return {
        kind, capacity, count,
        *slots() {
            let left = count;
            for (let slot = bucket + 8; left !== 0; slot += SlotBytes) {
                check(slot < bucket + 8 + capacity * SlotBytes, bucket + 4, `${left} entries too few`);
                const occupancy = memory.word(slot);
                check(occupancy <= 1, slot, `a slot that is neither free nor taken but ${hex(occupancy)}`);
                if (occupancy === 0) continue;
                left--;
                yield slot;
            }
        },
    };
}

/** A collection in lent memory: its header, with the types that it names, and a function that goes through its entries. */
export function readShared(memory, at) {
    check(at % 4 === 0, at, 'an address that is no multiple of 4');
    const tag = memory.word(at), word = memory.word(at + 4), capacity = memory.word(at + 8);
    const key = word & 0xff, value = (word >> 8) & 0xff, flags = word >>> 16;
    const kind = Object.keys(Tag).find((name) => Tag[name] === tag);
    check(['sharedMap', 'sharedSet', 'vector', 'ring'].includes(kind), at, `${hex(tag)} is no collection in lent memory`);
    check(key <= 3 && value <= 3, at + 4, `types ${key} and ${value}`);
    check(flags === 0 || (kind === 'ring' && flags === 1), at + 4, `flags ${hex(flags)}`);
    check(kind === 'sharedMap' || value === 0, at + 4, 'a type of values without values');
    check(capacity !== 0 && capacity <= SharedCapacityMax, at + 8, `a capacity of ${capacity}`);
    const isTable = kind === 'sharedMap' || kind === 'sharedSet', body = at + (kind === 'ring' ? 32 : 16);
    check(kind === 'vector' || isPowerOfTwo(capacity), at + 8, `a capacity of ${capacity}`);
    check(!isTable || capacity >= 8, at + 8, `a capacity of ${capacity}`);
    const bytes = isTable ? SlotBytes : Types[key] === 'b' ? 4 : 8;
    memory.range(at, body - at + capacity * bytes, kind);
    let first = 0, count = memory.word(at + 12);
    if (kind === 'ring') {
        // Head and tail count on and wrap. Where the producer writes over the oldest, it may be more than the capacity ahead.
        const head = count, tail = memory.word(at + 16);
        count = (tail - head) >>> 0;
        if (flags === 1) count = Math.min(count, capacity);
        first = (tail - count) >>> 0;
    }
    const most = isTable ? (capacity / 4) * 3 : capacity;
    check(count <= most, at + 12, `${count} elements where ${most} have room`);
    return {
        kind, capacity, count, key: Types[key], value: Types[value],
        *slots() {
            if (!isTable) {
                for (let i = 0; i < count; i++) yield body + (((first + i) >>> 0) % capacity) * bytes;
                return;
            }
            let left = count;
            for (let slot = body; left !== 0; slot += SlotBytes) {
                check(slot < body + capacity * SlotBytes, at + 12, `${left} entries too few`);
                const hash = memory.word(slot);
                if (hash === 0) continue;
                check(hash >>> 31 === 1, slot, `a slot that is neither free nor has a hash but ${hex(hash)}`);
                left--;
                yield slot;
            }
        },
    };
}

/** A JSON value: its kind, and what it holds. */
export function readJson(memory, at) {
    check(at % 4 === 0, at, 'an address that is no multiple of 4');
    const tag = memory.word(at), kind = Json[tag];
    check(kind !== undefined, at, `${hex(tag)} is no tag of a JSON value`);
    memory.range(at, kind === 'number' || kind === 'string' || kind === 'array' ? 16 : 8, 'a JSON value');
    switch (kind) {
        case 'null': return { kind, value: null };
        case 'bool': return { kind, value: memory.word(at + 4) !== 0 };
        case 'number': return { kind, value: memory.float64(at + 8) };
        case 'string': return { kind, value: memory.text(at + 4) };
        case 'object': return { kind, value: memory.word(at + 4) };
        default: {
            const elements = memory.word(at + 4), count = memory.word(at + 8);
            if (count !== 0) memory.range(elements, count * 4, 'an array');
            return { kind, elements, count };
        }
    }
}

function show(value) {
    if (typeof value === 'string') return JSON.stringify(value);
    if (value instanceof Uint8Array) return 'not UTF-8: ' + Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    return Object.is(value, -0) ? '-0' : String(value);
}

const plural = (count, one, many) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

/** The title of a value and a function that goes through what is in it, as [label, value]. */
function describe(memory, at, types) {
    const tag = memory.word(at);
    if (tag < Json.length) return describeJson(memory, at);
    if (tag === Tag.decimal) return { title: `decimal ${memory.word(at + 4) & 0x7fffffff}`, children: function* () {} };
    const isShared = tag >>> 4 === Tag.sharedMap >>> 4;
    const found = isShared ? readShared(memory, at) : readBucket(memory, at);
    const isMap = tag === Tag.map || tag === Tag.sharedMap, isTable = isMap || tag === Tag.set || tag === Tag.sharedSet;
    const key = isShared ? found.key : types[0], value = isShared ? found.value : types[1];
    const name = isShared ? `nf ${found.kind.replace('shared', '').toLowerCase()} of ${isMap ? `${key} to ${value}` : key}` : found.kind;
    return {
        title: `${name} at ${hex(at)}: ${found.count} of ${plural(found.capacity, 'slot', 'slots')}`,
        *children() {
            let index = 0;
            for (const slot of found.slots()) {
                const own = element(memory, isTable ? slot + 4 : slot, key);
                if (isMap) yield [show(own), element(memory, slot + 12, value)];
                else yield [isTable ? '' : String(index), own];
                index++;
            }
        },
    };
}

function describeJson(memory, at) {
    const json = readJson(memory, at);
    if (json.kind === 'array') {
        return {
            title: `array at ${hex(at)}: ${plural(json.count, 'element', 'elements')}`,
            *children() {
                for (let i = 0; i < json.count; i++) yield [String(i), new Reference(memory.word(json.elements + 4 * i))];
            },
        };
    }
    if (json.kind !== 'object') return { title: show(json.value), children: function* () {} };
    const map = readBucket(memory, json.value);
    check(map.kind === 'map', json.value, 'an object that is no map');
    return {
        title: `object at ${hex(at)}: ${map.count} of ${plural(map.capacity, 'slot', 'slots')}`,
        *children() {
            for (const slot of map.slots()) yield [show(memory.text(slot + 4)), new Reference(memory.word(slot + 12))];
        },
    };
}

/** The lines of a tree. Every array and object is a line of its own; what nests deeper than 64 is refused. */
export function* tree(memory, at, types = '', label = '', indent = '', depth = 0) {
    check(depth <= DepthMax, at, `nested deeper than ${DepthMax}`);
    const { title, children } = describe(memory, at, types);
    yield indent + label + title;
    for (const [name, value] of children()) {
        const own = name === '' ? '' : `${name}: `, deeper = indent + '  ';
        if (value instanceof Reference) yield* tree(memory, value.at, types, own, deeper, depth + 1);
        else yield deeper + own + show(value);
    }
}

/** The tree as one text. */
export function treeText(memory, at, types = '', linesMax = Infinity) {
    let text = '', lines = 0;
    for (const line of tree(memory, at, types)) {
        if (++lines > linesMax) throw new LayoutError(`more than ${linesMax} lines: values that are shared again and again?`);
        text += line + '\n';
    }
    return text;
}

const LinesMax = 1_000_000;

const page = (source, dump, at, types, title) => `<!doctype html>
<meta charset="utf-8">
<title>${title}</title>
<style>body { font: 14px/1.4 monospace; margin: 2em } pre { white-space: pre-wrap }</style>
<h1>${title}</h1>
<p>Address <input id="at" value="${hex(at)}"> types <input id="types" value="${types}" size="2"> <button id="look">Look</button></p>
<pre id="tree"></pre>
<script type="module">
${source}
const memory = new Memory(Uint8Array.from(atob('${dump}'), (letter) => letter.charCodeAt(0)).buffer);
const field = (id) => document.getElementById(id);
function look() {
    try {
        field('tree').textContent = treeText(memory, Number(field('at').value), field('types').value, LinesMax);
    } catch (error) {
        field('tree').textContent = error.message;
    }
}
field('look').addEventListener('click', look);
look();
</script>
`;

const Usage = `node tools/inspect/bucket.mjs DUMP --at ADDRESS [--types KV] [--page FILE]

Shows the map, set, vector, ring or JSON value at an address of a guest's linear memory, as \`nf run --dump DUMP\` wrote it.

  --at ADDRESS   decimal, or hexadecimal with 0x
  --types KV     what keys and values of a map of module vera are (of a set: K), which the memory does not tell:
                 i an i64, f an f64, b an i32, s a string, j a JSON value; two words in hexadecimal without
  --page FILE    write a page that shows the same in a browser, with the dump inside
`;

function parseArguments(given) {
    const options = { types: '' };
    for (let i = 0; i < given.length; i++) {
        if (given[i].startsWith('--')) options[given[i].slice(2)] = given[++i];
        else options.dump = given[i];
    }
    const at = Number(options.at);
    const isKnown = Object.keys(options).every((name) => ['dump', 'at', 'types', 'page'].includes(name));
    const isWhole = options.dump && options.at && Number.isInteger(at) && at >= 0 && /^[ifbsj]{0,2}$/.test(options.types ?? '-');
    return isKnown && isWhole ? { ...options, at } : null;
}

async function main(given) {
    const options = parseArguments(given);
    if (!options) {
        process.stderr.write(Usage);
        return 2;
    }
    const fs = await import('node:fs'), path = await import('node:path');
    try {
        const dump = fs.readFileSync(options.dump);
        const memory = new Memory(dump.buffer, dump.byteOffset, dump.byteLength);
        if (options.page) {
            const source = fs.readFileSync(new URL(import.meta.url), 'utf8').replace(/^if \(typeof process[^]*$/m, '');
            const title = path.basename(options.dump).replace(/[^\w.-]/g, '_');
            const inline = source.replaceAll('</' + 'script', '<\\/script');
            fs.writeFileSync(options.page, page(inline, dump.toString('base64'), options.at, options.types, title));
        } else {
            process.stdout.write(treeText(memory, options.at, options.types, LinesMax));
        }
        return 0;
    } catch (error) {
        process.stderr.write(`${options.dump}: ${error.message}\n`);
        return 1;
    }
}

if (typeof process === 'object' && process.argv[1]) {
    const { pathToFileURL } = await import('node:url'), { realpathSync } = await import('node:fs');
    if (import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) process.exitCode = await main(process.argv.slice(2));
}
