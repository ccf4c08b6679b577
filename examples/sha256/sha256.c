/*
 * SHA-256 (FIPS 180-4) as a stream guest: bytes in, the 32-byte digest out. The stream exports are described
 * in examples/README.md; "nf run examples/sha256 FILE" prints what "sha256sum FILE" prints.
 */
#include "nf.h"

enum {
    BLOCK_BYTES = 64,
    DIGEST_BYTES = 32,
    LENGTH_OFFSET = 56, /* of the message length in the last block */
    INPUT_BYTES = 1024,
};

/* ---- the hash function ---------------------------------------------------------------------------- */

/* FIPS 180-4, 4.2.2: fractional parts of the cube roots of the first 64 primes. */
static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

/* FIPS 180-4, 5.3.3: fractional parts of the square roots of the first 8 primes. */
#define INITIAL_STATE \
    {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}

static const uint32_t initial_state[8] = INITIAL_STATE;
static uint32_t state[8] = INITIAL_STATE;
static uint8_t block[BLOCK_BYTES];
static uint32_t block_length;
static uint64_t message_bytes;

static uint32_t rotate_right(uint32_t x, uint32_t n)
{
    return x >> n | x << (32 - n);
}

static uint32_t load_big_endian(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void store_big_endian(uint8_t *p, uint32_t x)
{
    p[0] = (uint8_t)(x >> 24);
    p[1] = (uint8_t)(x >> 16);
    p[2] = (uint8_t)(x >> 8);
    p[3] = (uint8_t)x;
}

/* FIPS 180-4, 6.2.2. Only the last 16 words of the message schedule are ever needed. */
static void compress(const uint8_t *p)
{
    static uint32_t w[16];
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];

    for (uint32_t t = 0; t < 64; t++) {
        if (t < 16) {
            w[t] = load_big_endian(p + 4 * t);
        } else {
            uint32_t w2 = w[(t - 2) % 16], w15 = w[(t - 15) % 16];
            uint32_t sigma0 = rotate_right(w15, 7) ^ rotate_right(w15, 18) ^ w15 >> 3;
            uint32_t sigma1 = rotate_right(w2, 17) ^ rotate_right(w2, 19) ^ w2 >> 10;
            w[t % 16] += sigma0 + w[(t - 7) % 16] + sigma1;
        }
        uint32_t sum1 = rotate_right(e, 6) ^ rotate_right(e, 11) ^ rotate_right(e, 25);
        uint32_t choice = (e & f) ^ (~e & g);
        uint32_t t1 = h + sum1 + choice + round_constants[t] + w[t % 16];
        uint32_t sum0 = rotate_right(a, 2) ^ rotate_right(a, 13) ^ rotate_right(a, 22);
        uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + sum0 + majority;
    }

    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
}

static void absorb(uint8_t byte)
{
    block[block_length++] = byte;
    if (block_length == BLOCK_BYTES) {
        compress(block);
        block_length = 0;
    }
}

/* FIPS 180-4, 5.1.1: a one bit, zero bits, and the length in bits as the last 8 bytes of a block. */
static void pad(void)
{
    uint64_t bits = message_bytes * 8;
    absorb(0x80);
    while (block_length != LENGTH_OFFSET)
        absorb(0);
    for (int32_t shift = 56; shift >= 0; shift -= 8)
        absorb((uint8_t)(bits >> shift));
}

static void start_message(void)
{
    for (uint32_t i = 0; i < 8; i++)
        state[i] = initial_state[i];
    block_length = 0;
    message_bytes = 0;
}

/* ---- the stream ----------------------------------------------------------------------------------- */

static uint8_t input[INPUT_BYTES];
static uint8_t digest[DIGEST_BYTES];

NF_EXPORT("nf_input") void *nf_input(void)
{
    return input;
}

NF_EXPORT("nf_input_capacity") int32_t nf_input_capacity(void)
{
    return INPUT_BYTES;
}

NF_EXPORT("nf_write") int32_t nf_write(int32_t length)
{
    if (length < 0 || length > INPUT_BYTES)
        return -NF_INVALID_ARGUMENT;

    uint32_t left = (uint32_t)length;
    const uint8_t *p = input;
    message_bytes += left;
    while (left > 0) {
        if (block_length == 0 && left >= BLOCK_BYTES) {
            compress(p); /* a whole block needs no copy */
            p += BLOCK_BYTES;
            left -= BLOCK_BYTES;
        } else {
            absorb(*p++);
            left--;
        }
    }
    return 0;
}

NF_EXPORT("nf_finish") void *nf_finish(void)
{
    pad();
    for (uint32_t i = 0; i < 8; i++)
        store_big_endian(digest + 4 * i, state[i]);
    start_message();
    return digest;
}

NF_EXPORT("nf_output_length") int32_t nf_output_length(void)
{
    return DIGEST_BYTES;
}
