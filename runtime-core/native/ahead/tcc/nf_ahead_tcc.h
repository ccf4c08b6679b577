/* What tcc lacks of gcc's built-in functions. tcc compiles modules by the thousand for tests; it does not optimise, so what is only said
 * to an optimiser is left out. */
#ifndef NF_AHEAD_TCC_H
#define NF_AHEAD_TCC_H

#define __builtin_unreachable() ((void)0)
#define __builtin_isnan(x) ((x) != (x))
#define __builtin_isunordered(x, y) ((x) != (x) || (y) != (y))
#define __builtin_signbit(x) nf_sign_bit(x)
#define __builtin_clz(x) nf_leading_zeros(x, 32)
#define __builtin_clzll(x) nf_leading_zeros(x, 64)
#define __builtin_ctz(x) nf_trailing_zeros(x)
#define __builtin_ctzll(x) nf_trailing_zeros(x)
#define __builtin_popcount(x) nf_ones(x)
#define __builtin_popcountll(x) nf_ones(x)

/* A float becomes a double with the same sign. */
static inline int nf_sign_bit(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return (int)(bits >> 63);
}

/* Neither counts the zeros of 0. */
static inline int nf_leading_zeros(uint64_t x, int width)
{
    int zeros = 0;
    while (!(x >> (width - 1 - zeros) & 1)) zeros++;
    return zeros;
}

static inline int nf_trailing_zeros(uint64_t x)
{
    int zeros = 0;
    while (!(x >> zeros & 1)) zeros++;
    return zeros;
}

static inline int nf_ones(uint64_t x)
{
    int ones = 0;
    for (; x != 0; x &= x - 1) ones++;
    return ones;
}

/* -x: tcc subtracts from -0, which leaves the sign of a NaN. tools/Nf.Build/ahead/AheadBatch.cs puts these in its place. */
static inline float nf_negated_f(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    bits ^= 0x80000000u;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static inline double nf_negated_d(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    bits ^= 0x8000000000000000ull;
    memcpy(&x, &bits, sizeof x);
    return x;
}

#endif
