/*
 * What compilers like to emit: indirect calls, copied and filled memory, sign extension, conversions that saturate, tail calls.
 * answer(n) depends on all of it; the test compiles it for this machine, too, and compares.
 */
typedef __SIZE_TYPE__ size;
typedef int (*operation)(int, int);

struct table {
    int values[40];
};

static int add(int a, int b) { return a + b; }
static int subtract(int a, int b) { return a - b; }
static int multiply(int a, int b) { return a * b; }
static int narrow(int a, int b) { return (signed char)a + (short)(b * 771); }
static int truncate(int a, int b) { return (int)((float)(a % 1000) * 1.5e3f) - (int)((double)b / 7.0); }

static const operation operations[] = {add, subtract, multiply, narrow, truncate};
static struct table squares = {{0, 1, 4, 9, 16, 25, 36, 49, 64, 81}};
static const char text[] = "a text that lies in the module's data, longer than a register";

#ifdef __wasm__
#define EXPORT(name) __attribute__((export_name(#name)))

/* Without a C library. */
__attribute__((no_builtin("memcpy"))) void *memcpy(void *to, const void *from, size length)
{
    char *a = to;
    const char *b = from;
    for (size i = 0; i < length; i++) a[i] = b[i];
    return to;
}

__attribute__((no_builtin("memset"))) void *memset(void *to, int value, size length)
{
    char *a = to;
    for (size i = 0; i < length; i++) a[i] = (char)value;
    return to;
}
#else
#define EXPORT(name)
#endif

#if __has_attribute(musttail) && (!defined(__wasm__) || defined(__wasm_tail_call__))
#define TAIL __attribute__((musttail))
#else
#define TAIL
#endif

static int is_odd(unsigned n);
__attribute__((noinline)) static int is_even(unsigned n)
{
    if (n == 0) return 1;
    TAIL return is_odd(n - 1);
}

__attribute__((noinline)) static int is_odd(unsigned n)
{
    if (n == 0) return 0;
    TAIL return is_even(n - 1);
}

__attribute__((noinline)) static struct table copy(const struct table *from, int filled)
{
    struct table result = *from;
    __builtin_memset(&result.values[filled], filled, 20 * sizeof(int));
    return result;
}

EXPORT(answer) int answer(int n)
{
    volatile int which = 0;
    int sum = 0;
    for (int i = 0; i < n; i++) {
        which = i % 5;
        sum = operations[which](sum, i + text[i % (int)(sizeof text - 1)]) ^ (sum >> 3);
        squares = copy(&squares, i % 20);
        sum += squares.values[i % 40] + is_even((unsigned)i);
    }
    return sum;
}

#ifndef __wasm__
int printf(const char *format, ...);
int main(void) { return printf("%d\n", answer(57)) < 0; }
#endif
