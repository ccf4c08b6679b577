#include "kernels.h"

uint16_t crc16_add(uint16_t crc, uint32_t value)
{
    for (uint32_t byte = 0; byte < 4; byte++) {
        crc ^= (uint8_t)(value >> 8 * byte);
        for (uint32_t bit = 0; bit < 8; bit++)
            crc = crc & 1 ? crc >> 1 ^ 0xa001 : crc >> 1;
    }
    return crc;
}
