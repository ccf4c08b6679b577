/*
 * An update of the thermostat that should never have left the house: it starts well, and its first tick traps.
 */
#include "nf.h"

enum { HEATER_PIN = NF_PIN('F', 0) };

NF_EXPORT("nf_init") int32_t nf_init(void)
{
    return nf_gpio_configure(HEATER_PIN, NF_GPIO_OUTPUT);
}

NF_EXPORT("nf_tick") int32_t nf_tick(void)
{
    __builtin_trap();
}
