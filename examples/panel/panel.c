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
    DOT_BYTES = DOT_PIXELS / 2,
    GLYPH_BYTES = DOTS_WIDE * DOT_BYTES * GLYPH_HEIGHT,
    STEP = GLYPH_WIDTH + DOT_PIXELS,

    WHITE = 0xff,
    BLACK = 0x00,
};

/* Dots from the upper left to the lower right one, the first in bit 14. */
static const uint16_t glyphs[10] = {
    0x7b6f, 0x2c97, 0x73e7, 0x73cf, 0x5bc9, 0x79cf, 0x79ef, 0x7292, 0x7bef, 0x7bcf,
};

static uint8_t pixels[GLYPH_BYTES];
static int32_t last_level = 1;
static uint32_t presses;

static void render(uint32_t digit)
{
    uint8_t *next = pixels;
    for (int y = 0; y < GLYPH_HEIGHT; y++) {
        uint32_t row = glyphs[digit] >> (DOTS_WIDE * (DOTS_HIGH - 1 - y / DOT_PIXELS));
        for (int x = DOTS_WIDE - 1; x >= 0; x--) {
            uint8_t colour = row >> x & 1 ? WHITE : BLACK;
            for (int i = 0; i < DOT_BYTES; i++)
                *next++ = colour;
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
