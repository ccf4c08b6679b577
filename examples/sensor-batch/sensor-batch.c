/*
 * Reads a sensor eight times a tick and takes the mean: in odd ticks with a call for each reading, in even ticks with the readings queued
 * in a ring and submitted at once. Logs what it read and how often it crossed from guest to host for it.
 *
 * one_by_one(n) and batched(n) do n such bursts, to be timed: nf run examples/sensor-batch --invoke batched 1000
 */
#include "nf.h"

enum { SENSOR = 0x48, READINGS = 8 };

static const uint8_t temperature_register = 0;
static uint8_t bytes[READINGS][2];

NF_CALL_RING(readings, READINGS);

/* Unrolled loops would not fit the smallest board. */
#pragma clang attribute push(__attribute__((minsize)), apply_to = function)

/* How often this guest crossed to the host. */
static int32_t crossings;

static uint32_t address_of(const void *pointer) { return (uint32_t)(uintptr_t)pointer; }

/* The register's upper 12 bits count sixteenths of a degree. */
static int32_t sixteenths(const uint8_t reading[2])
{
    return (int16_t)(uint16_t)(reading[0] << 8 | reading[1]) >> 4;
}

static int32_t read_one_by_one(void)
{
    for (int i = 0; i < READINGS; i++) {
        crossings++;
        int32_t status = nf_i2c_write_read(SENSOR, &temperature_register, 1, bytes[i], 2);
        if (status < 0) return status;
    }
    return 0;
}

/* The calls are the same each time: they are written once, and then only queued again. */
static void queue_readings(void)
{
    if (readings.ring.tail != 0) {
        nf_call_ring_repeat(&readings.ring);
        return;
    }
    for (int i = 0; i < READINGS; i++)
        nf_call_ring_queue(&readings.ring, NF_CALL_I2C_WRITE_READ, SENSOR, address_of(&temperature_register), 1, address_of(bytes[i]), 2);
}

static int32_t read_batched(void)
{
    queue_readings();
    crossings++;
    int32_t status = nf_submit(&readings.ring);
    for (int i = 0; i < READINGS && status >= 0; i++)
        if (readings.entries[i].result.i32 < 0) status = readings.entries[i].result.i32;
    return status < 0 ? status : 0;
}

static int32_t mean(void)
{
    int32_t sum = 0;
    for (int i = 0; i < READINGS; i++) sum += sixteenths(bytes[i]);
    return sum / READINGS;
}

struct text { char bytes[64]; uint32_t length; };

static void put(struct text *text, const char *more)
{
    while (*more) text->bytes[text->length++] = *more++;
}

static void put_number(struct text *text, int32_t value)
{
    char digits[10];
    int count = 0;
    uint32_t rest = value < 0 ? 0u - (uint32_t)value : (uint32_t)value;
    if (value < 0) put(text, "-");
    do digits[count++] = (char)('0' + rest % 10);
    while (rest /= 10);
    while (count > 0) text->bytes[text->length++] = digits[--count];
}

static int32_t report(int is_batched)
{
    struct text text;
    int32_t tenths = mean() * 10 / 16;
    text.length = 0;
    put(&text, is_batched ? "batched: " : "one by one: ");
    if (tenths < 0 && tenths > -10) put(&text, "-");
    put_number(&text, tenths / 10);
    put(&text, ".");
    put_number(&text, tenths < 0 ? -tenths % 10 : tenths % 10);
    put(&text, " C with ");
    put_number(&text, crossings);
    put(&text, crossings == 1 ? " crossing" : " crossings");
    return nf_log(NF_LOG_INFO, text.bytes, text.length);
}

NF_EXPORT("nf_tick") int32_t nf_tick(void)
{
    int is_batched = nf_current_tick() % 2 == 0;
    crossings = 0;
    int32_t status = is_batched ? read_batched() : read_one_by_one();
    return status < 0 ? status : report(is_batched);
}

NF_EXPORT("one_by_one") int32_t one_by_one(int32_t bursts)
{
    int32_t status = 0;
    crossings = 0;
    for (int32_t i = 0; i < bursts && status >= 0; i++) status = read_one_by_one();
    return status < 0 ? status : crossings;
}

NF_EXPORT("batched") int32_t batched(int32_t bursts)
{
    int32_t status = 0;
    crossings = 0;
    for (int32_t i = 0; i < bursts && status >= 0; i++) status = read_batched();
    return status < 0 ? status : crossings;
}

#pragma clang attribute pop
