#include "kernels.h"

enum { TEXT_BYTES = 256 };

enum state { BETWEEN, SIGN, INTEGER, POINT, FRACTION, INVALID, STATES };

static char text[TEXT_BYTES];
static uint32_t entered[STATES];

static void fill(uint32_t seed)
{
    static const char alphabet[16] = "0123456789+-., x";
    for (uint32_t i = 0; i < TEXT_BYTES; i++)
        text[i] = alphabet[random_next(&seed) >> 28];
}

static enum state next(enum state state, char c)
{
    if (c == ' ' || c == ',')
        return BETWEEN;
    int digit = c >= '0' && c <= '9';
    switch (state) {
    case BETWEEN:
        if (c == '+' || c == '-')
            return SIGN;
        return digit ? INTEGER : c == '.' ? POINT : INVALID;
    case SIGN:
        return digit ? INTEGER : c == '.' ? POINT : INVALID;
    case INTEGER:
        return digit ? INTEGER : c == '.' ? FRACTION : INVALID;
    case POINT:
    case FRACTION:
        return digit ? FRACTION : INVALID;
    default:
        return INVALID;
    }
}

uint32_t scanner_kernel(uint32_t seed)
{
    fill(seed);
    for (uint32_t i = 0; i < STATES; i++)
        entered[i] = 0;

    enum state state = BETWEEN;
    for (uint32_t i = 0; i < TEXT_BYTES; i++) {
        state = next(state, text[i]);
        entered[state]++;
    }

    uint32_t checksum = 0;
    for (uint32_t i = 0; i < STATES; i++)
        checksum = checksum * 31 + entered[i];
    return checksum;
}
