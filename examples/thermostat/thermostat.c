/*
 * Keeps a room between 20 and 22 degrees: a TMP105 sensor on I2C, a heater on a pin.
 *
 * The heater follows the mean of the last eight samples, so that noise at a threshold does not make it
 * chatter. Three failed readings in a row turn it off until the sensor answers again.
 *
 * Temperatures are integers in sixteenths of a degree Celsius, which is what the sensor measures in.
 */
#include <stdbool.h>
#include "nf.h"

enum {
    SENSOR_ADDRESS = 0x48,
    SENSOR_TEMPERATURE_REGISTER = 0,
    SENSOR_CONFIG_REGISTER = 1,
    SENSOR_CONFIG_12_BITS = 0x60,

    HEATER_PIN = NF_PIN('F', 0),

    HEATER_ON_BELOW = 20 * 16,
    HEATER_OFF_ABOVE = 22 * 16,

    FAILURES_MAX = 3,
    REPORT_PERIOD_TICKS = 10,
};

/* ---- the last samples, and their mean ------------------------------------------------------------- */

enum { WINDOW_LENGTH = 8 };

static int32_t window[WINDOW_LENGTH];
static uint32_t window_count;
static uint32_t window_next;
static int32_t window_sum;

static void window_clear(void)
{
    window_count = 0;
    window_next = 0;
    window_sum = 0;
}

static void window_push(int32_t sample)
{
    if (window_count == WINDOW_LENGTH)
        window_sum -= window[window_next];
    else
        window_count++;
    window[window_next] = sample;
    window_sum += sample;
    window_next = (window_next + 1) % WINDOW_LENGTH;
}

/* The window must not be empty. */
static int32_t window_mean(void)
{
    return window_sum / (int32_t)window_count;
}

/* ---- messages ------------------------------------------------------------------------------------- */

static char text[32];
static uint32_t text_length;

static void text_put(char c)
{
    if (text_length < sizeof text)
        text[text_length++] = c;
}

static void text_put_unsigned(uint32_t value)
{
    uint32_t scale = 1;
    while (value / scale >= 10)
        scale *= 10;
    for (; scale > 0; scale /= 10)
        text_put((char)('0' + value / scale % 10));
}

/* "heater on at 19.5 C": the label, then the temperature rounded to a tenth of a degree. */
static void log_temperature(const char *label, int32_t sixteenths)
{
    text_length = 0;
    for (; *label != 0; label++)
        text_put(*label);
    if (sixteenths < 0) {
        text_put('-');
        sixteenths = -sixteenths;
    }
    uint32_t tenths = ((uint32_t)sixteenths * 10 + 8) / 16;
    text_put_unsigned(tenths / 10);
    text_put('.');
    text_put_unsigned(tenths % 10);
    text_put(' ');
    text_put('C');
    nf_log(NF_LOG_INFO, text, text_length);
}

/* ---- sensor --------------------------------------------------------------------------------------- */

static bool sensor_configured;
static uint32_t sensor_failures;

/* A sensor that was gone may have lost its supply, and with it its resolution. */
static int32_t sensor_configure(void)
{
    int32_t status = nf_i2c_write_register(SENSOR_ADDRESS, SENSOR_CONFIG_REGISTER, SENSOR_CONFIG_12_BITS);
    sensor_configured = status >= 0;
    return status;
}

/* Big endian; the upper 12 of the 16 bits are the temperature. */
static int32_t sensor_read(int32_t *sixteenths)
{
    static uint8_t bytes[2];
    int32_t status = nf_i2c_read_register(SENSOR_ADDRESS, SENSOR_TEMPERATURE_REGISTER, bytes, sizeof bytes);
    sensor_configured = status >= 0;
    *sixteenths = (int16_t)(bytes[0] << 8 | bytes[1]) >> 4;
    return status;
}

static int32_t sensor_sample(int32_t *sixteenths)
{
    if (!sensor_configured) {
        int32_t status = sensor_configure();
        if (status < 0)
            return status;
    }
    return sensor_read(sixteenths);
}

/* ---- heater --------------------------------------------------------------------------------------- */

static bool heater_on;

static int32_t heater_set(bool on)
{
    heater_on = on;
    return nf_gpio_write(HEATER_PIN, on);
}

/* ---- what happens each tick ----------------------------------------------------------------------- */

static int32_t on_failure(void)
{
    if (sensor_failures == FAILURES_MAX)
        return 0;
    sensor_failures++;
    if (sensor_failures < FAILURES_MAX)
        return 0;
    window_clear();
    int32_t status = heater_set(false);
    NF_LOG(NF_LOG_ERROR, "sensor lost, heater off");
    return status;
}

static int32_t on_sample(int32_t sample)
{
    if (sensor_failures == FAILURES_MAX)
        NF_LOG(NF_LOG_INFO, "sensor back");
    sensor_failures = 0;

    window_push(sample);
    int32_t mean = window_mean();
    int32_t status = 0;
    if (!heater_on && mean < HEATER_ON_BELOW) {
        status = heater_set(true);
        log_temperature("heater on at ", mean);
    } else if (heater_on && mean > HEATER_OFF_ABOVE) {
        status = heater_set(false);
        log_temperature("heater off at ", mean);
    }
    return status;
}

NF_EXPORT("nf_init") int32_t nf_init(void)
{
    int32_t status = nf_gpio_configure(HEATER_PIN, NF_GPIO_OUTPUT);
    if (status < 0)
        return status;
    status = heater_set(false);
    if (status < 0)
        return status;
    sensor_configure(); /* an absent sensor is tried again each tick */
    return 0;
}

NF_EXPORT("nf_tick") int32_t nf_tick(void)
{
    int32_t sample;
    int32_t status = sensor_sample(&sample) < 0 ? on_failure() : on_sample(sample);
    if (window_count > 0 && (uint32_t)nf_current_tick() % REPORT_PERIOD_TICKS == 0)
        log_temperature("mean ", window_mean());
    return status;
}
