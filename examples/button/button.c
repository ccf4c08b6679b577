/*
 * A push button that toggles a LED and tells the topic "presses" how often. It has no ticks: edges of the button start a timer, and
 * what the button shows when it runs out counts, so that a contact that bounces is one press.
 */
#include "nf.h"

#define TOPIC "presses"

enum {
    BUTTON_PIN = NF_PIN('E', 0), /* pressed is low */
    LED_PIN = NF_PIN('G', 0),
    DEBOUNCE_NS = 20000000,
};

static int32_t last_level = 1;
static uint32_t presses;
static int32_t topic;

static int32_t on_press(void)
{
    presses++;
    int32_t status = nf_gpio_write(LED_PIN, presses & 1);
    if (status < 0)
        return status;
    /* A reader that does not keep up loses presses, not the button. */
    status = nf_topic_publish(topic, &presses, sizeof presses);
    return status == -NF_FULL ? 0 : status;
}

static int32_t on_quiet(void)
{
    int32_t level = nf_gpio_read(BUTTON_PIN);
    if (level < 0 || level == last_level)
        return level < 0 ? level : 0;
    last_level = level;
    return level == 0 ? on_press() : 0;
}

NF_EXPORT("nf_init") int32_t nf_init(void)
{
    int32_t status = nf_gpio_configure(BUTTON_PIN, NF_GPIO_INPUT_PULL_UP);
    if (status >= 0)
        status = nf_gpio_configure(LED_PIN, NF_GPIO_OUTPUT);
    if (status >= 0)
        status = topic = nf_topic_open(TOPIC, sizeof TOPIC - 1);
    return status >= 0 ? nf_gpio_watch(BUTTON_PIN, NF_EDGES_BOTH) : status;
}

NF_EXPORT("nf_event") int32_t nf_event(int32_t kind, int32_t source, int64_t value)
{
    (void)source;
    (void)value;
    return kind == NF_EVENT_PIN_EDGE ? nf_timer_set(DEBOUNCE_NS) : on_quiet();
}
