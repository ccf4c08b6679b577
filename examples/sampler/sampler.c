/*
 * Reports on a room: the host publishes the samples of a TMP105 sensor into a ring of this guest, once a tick and without a call; every ten
 * ticks the guest takes them out and logs their mean. A map counts how often each whole degree came, for a last word at every fiftieth.
 *
 * A sample is a signed number of 1/256 degree Celsius; its tick stands in the upper half of the element.
 */
#include "nf_collections.h"

enum {
    SENSOR_ADDRESS = 0x48,
    SENSOR_TEMPERATURE_REGISTER = 0,

    REPORT_PERIOD_TICKS = 10,
    COUNT_PERIOD_TICKS = 50,
};

/* More than come between two reports. The oldest go if the guest is late. */
NF_RING(nf_samples, NF_I64, 16, NF_RING_OVERWRITE, NF_SOURCE_I2C(SENSOR_ADDRESS, SENSOR_TEMPERATURE_REGISTER));

/* Whole degrees, and how many samples had them. */
static NF_MAP(degrees, NF_I32, NF_I32, 64);

/* ---- messages ------------------------------------------------------------------------------------- */

static char text[48];
static uint32_t text_length;

static void put(char c)
{
    if (text_length < sizeof text)
        text[text_length++] = c;
}

static void put_text(const char *literal)
{
    for (; *literal != 0; literal++)
        put(*literal);
}

static void put_number(int32_t value)
{
    uint32_t rest = (uint32_t)value, scale = 1;
    if (value < 0) {
        put('-');
        rest = 0 - rest;
    }
    while (rest / scale >= 10)
        scale *= 10;
    for (; scale > 0; scale /= 10)
        put((char)('0' + rest / scale % 10));
}

static int32_t log_text(void)
{
    int32_t status = nf_log(NF_LOG_INFO, text, text_length);
    text_length = 0;
    return status;
}

/* ---- samples -------------------------------------------------------------------------------------- */

static int32_t count_degree(int32_t degree)
{
    uint64_t count = 0;
    (void)nf_map_get(&degrees.table, nf_i32(degree), &count);
    return nf_map_insert(&degrees.table, nf_i32(degree), count + 1);
}

/* "10 samples, mean -3.4 C", of what came since the last report. */
static int32_t report_samples(void)
{
    int32_t sum = 0, count = 0;
    uint64_t cell;
    while (nf_ring_drain(&nf_samples.ring, &cell) == 0) {
        int32_t sample = (int32_t)cell;
        sum += sample;
        count++;
        int32_t status = count_degree(sample >> 8);
        if (status < 0)
            return status;
    }
    put_number(count);
    put_text(" samples");
    if (count != 0) {
        int32_t mean = sum / count, tenths = (mean < 0 ? -mean : mean) * 10 / 256;
        put_text(mean < 0 ? ", mean -" : ", mean ");
        put_number(tenths / 10);
        put('.');
        put_number(tenths % 10);
        put_text(" C");
    }
    return log_text();
}

/* "21 C came most often, 7 times"; of equals the coldest. */
static int32_t report_degrees(void)
{
    uint64_t key, value;
    uint32_t cursor = 0;
    int32_t most = 0, degree = 0;
    while (nf_table_next(&degrees.table, &cursor, &key, &value) == 0) {
        if ((int32_t)value < most || ((int32_t)value == most && (int32_t)key > degree))
            continue;
        most = (int32_t)value;
        degree = (int32_t)key;
    }
    if (most == 0)
        return 0;
    put_number(degree);
    put_text(" C came most often, ");
    put_number(most);
    put_text(" times");
    return log_text();
}

NF_EXPORT("nf_tick") int32_t nf_tick(void)
{
    uint32_t tick = (uint32_t)nf_current_tick();
    int32_t status = tick % REPORT_PERIOD_TICKS == 0 ? report_samples() : 0;
    return status == 0 && tick % COUNT_PERIOD_TICKS == 0 ? report_degrees() : status;
}
