/*
 * The neighbour that nobody wants. In its first tick it floods its topic and asks for what it was not granted; in the second it
 * fails, in one of six ways, which changes from start to start.
 */
#include <stdbool.h>
#include "nf.h"

#define TOPIC "noise"

enum {
    FLOOD_MESSAGES = 16,
    WAYS_TO_FAIL = 6,

    /* The thermostat's. */
    FOREIGN_PIN = NF_PIN('F', 0),
    FOREIGN_TOPICS = 8,
};

static int32_t has_flooded;

/* Volatile, so that no compiler sees what is wrong. */
static volatile uintptr_t nowhere = 0x7FFFFFF0;
static volatile int32_t zero;

static void flood(void)
{
    static const char noise[NF_TOPIC_BYTES_MAX];
    int32_t topic = nf_topic_open(TOPIC, sizeof TOPIC - 1);
    for (int i = 0; i < FLOOD_MESSAGES; i++)
        nf_topic_publish(topic, noise, sizeof noise);
}

/* Each of this must fail: then the sign of all answers is set. */
static bool takes_what_is_not_its_own(void)
{
    int32_t answers = nf_gpio_configure(FOREIGN_PIN, NF_GPIO_OUTPUT);
    answers &= nf_gpio_write(FOREIGN_PIN, 1);
    answers &= nf_topic_open("counter", 7);
    for (int32_t topic = 0; topic < FOREIGN_TOPICS; topic++)
        answers &= nf_topic_take(topic, (void *)16, 16);
    answers &= (int32_t)__builtin_wasm_memory_grow(0, 1);
    return answers >= 0;
}

static __attribute__((noinline)) int32_t descend(int32_t depth)
{
    return (zero == 0 ? descend(depth + 1) : depth) + zero;
}

static int32_t fail(uint32_t way)
{
    switch (way) {
    case 0:
        while (zero == 0)
            ;
        return 0;
    case 1:
        __builtin_trap();
    case 2:
        return *(volatile int32_t *)nowhere = 1;
    case 3:
        return descend(0);
    case 4:
        return nf_log(NF_LOG_INFO, (const char *)nowhere, 16);
    default:
        return nf_topic_publish(0, (const void *)16, (uint32_t)nowhere);
    }
}

/* Its memory does not outlive a start, but time goes on. The hash makes the ways of a regular series of starts irregular. */
static uint32_t way_of_now(void)
{
    return ((uint32_t)(nf_clock_now_ns() >> 20) * 0x9E3779B1 >> 16) % WAYS_TO_FAIL;
}

NF_EXPORT("nf_tick") int32_t nf_tick(void)
{
    if (has_flooded)
        return fail(way_of_now());
    has_flooded = 1;
    flood();
    if (takes_what_is_not_its_own())
        NF_LOG(NF_LOG_ERROR, "got what nobody granted");
    return 0;
}
