/*
 * Publishes how often it ran and how long the board is up on the topic "counter", each tick.
 */
#include "nf.h"

#define TOPIC "counter"

/* What a reader gets: 16 bytes, little-endian. */
static struct {
    uint32_t ticks;
    uint32_t dropped; /* messages for which a reader's queue had no room */
    int64_t uptime_ns;
} message;

static int32_t topic;

NF_EXPORT("nf_init") int32_t nf_init(void)
{
    topic = nf_topic_open(TOPIC, sizeof TOPIC - 1);
    /* Alone, under `nf run`, it has nobody to talk to. */
    return topic == -NF_NOT_SUPPORTED ? 0 : topic < 0 ? topic : 0;
}

NF_EXPORT("nf_tick") int32_t nf_tick(void)
{
    message.ticks++;
    message.uptime_ns = nf_clock_now_ns();
    if (topic < 0)
        return 0;
    int32_t status = nf_topic_publish(topic, &message, sizeof message);
    if (status == -NF_FULL)
        message.dropped++;
    return status == -NF_FULL ? 0 : status;
}
