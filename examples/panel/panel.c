/*
 * A push button that counts up a number on the display. It has no ticks: edges of the button start a timer, and what the button shows
 * when it runs out counts, so that a contact that bounces is one press.
 */
#include "nf.h"

enum {
    BUTTON_PIN = NF_PIN('E', 3), /* pressed is low */
    DEBOUNCE_NS = 20000000,

    DIGITS = 4,
    NUMBERS = 10000,

    /* A digit has 3 x 5 dots of 4 x 4 pixels; two pixels share a byte. */
    DOTS_WIDE = 3,
    DOTS_HIGH = 5,
    DOT_PIXELS = 4,
    GLYPH_WIDTH = DOTS_WIDE * DOT_PIXELS,
    GLYPH_HEIGHT = DOTS_HIGH * DOT_PIXELS,
    STEP = GLYPH_WIDTH + DOT_PIXELS,

    WHITE = 0xffff,
    BLACK = 0x0000,
};

/* Dots from the upper left to the lower right one, the first in bit 14. */
static const uint16_t glyphs[10] = {
    0x7b6f, 0x2c97, 0x73e7, 0x73cf, 0x5bc9, 0x79cf, 0x79ef, 0x7292, 0x7bef, 0x7bcf,
};

/* Four pixels each: a dot is as wide as one of these, and has one in each of four rows. */
static uint16_t pixels[GLYPH_HEIGHT * DOTS_WIDE];
static int32_t last_level = 1;
static uint32_t presses;

static void render(uint32_t digit)
{
    uint32_t dots = glyphs[digit];
    for (int y = DOTS_HIGH - 1; y >= 0; y--) {
        for (int x = DOTS_WIDE - 1; x >= 0; x--) {
            uint16_t *dot = &pixels[y * DOT_PIXELS * DOTS_WIDE + x];
            dot[0] = dot[DOTS_WIDE] = dot[2 * DOTS_WIDE] = dot[3 * DOTS_WIDE] = dots & 1 ? WHITE : BLACK;
            dots >>= 1;
        }
    }
}

/* The number in the middle of a display of any size. */
static int32_t show(uint32_t number)
{
    int32_t size = nf_display_size();
    if (size < 0)
        return size;
    int32_t x = (NF_DISPLAY_WIDTH(size) - DIGITS * STEP) / 2 & ~1;
    int32_t y = (NF_DISPLAY_HEIGHT(size) - GLYPH_HEIGHT) / 2;
    int32_t status = 0;
    for (int i = DIGITS - 1; i >= 0 && status >= 0; i--) {
        render(number % 10);
        number /= 10;
        status = nf_display_draw(x + i * STEP, y, GLYPH_WIDTH, GLYPH_HEIGHT, pixels);
    }
    return status;
}

static int32_t on_quiet(void)
{
    int32_t level = nf_gpio_read(BUTTON_PIN);
    if (level < 0 || level == last_level)
        return level < 0 ? level : 0;
    last_level = level;
    if (level != 0)
        return 0;
    presses = (presses + 1) % NUMBERS;
    return show(presses);
}

NF_EXPORT("nf_init") int32_t nf_init(void)
{
    int32_t status = nf_gpio_configure(BUTTON_PIN, NF_GPIO_INPUT_PULL_UP);
    if (status >= 0)
        status = nf_gpio_watch(BUTTON_PIN, NF_EDGES_BOTH);
    return status >= 0 ? show(0) : status;
}

NF_EXPORT("nf_event") int32_t nf_event(int32_t kind, int32_t source, int64_t value)
{
    (void)source;
    (void)value;
    return kind == NF_EVENT_PIN_EDGE ? nf_timer_set(DEBOUNCE_NS) : on_quiet();
}
