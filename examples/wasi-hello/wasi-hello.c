/*
 * An ordinary C program on WASI: prints, reads its arguments, the clock and random numbers.
 * It exits with the code given as its first argument, or 0; with 2 when the host's clock or random numbers fail.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { HOST_FAILED = 2, RANDOM_BYTES = 4 };

static long long nanoseconds(const struct timespec *t)
{
    return (long long)t->tv_sec * 1000000000 + t->tv_nsec;
}

static int check_clock(void)
{
    struct timespec before, after;
    if (clock_gettime(CLOCK_MONOTONIC, &before) != 0 || clock_gettime(CLOCK_MONOTONIC, &after) != 0)
        return 0;
    return nanoseconds(&after) >= nanoseconds(&before);
}

int main(int argc, char **argv)
{
    printf("hello from wasm\n");
    for (int i = 1; i < argc; i++)
        printf("argument %d: %s\n", i, argv[i]);

    if (!check_clock()) {
        fprintf(stderr, "the monotonic clock does not work\n");
        return HOST_FAILED;
    }
    printf("the monotonic clock works\n");

    unsigned char random[RANDOM_BYTES];
    if (getentropy(random, sizeof random) != 0) {
        fprintf(stderr, "no random numbers\n");
        return HOST_FAILED;
    }
    printf("%zu random bytes\n", sizeof random);

    return argc > 1 ? atoi(argv[1]) : 0;
}
