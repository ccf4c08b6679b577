#include "kernel.h"

/* Stars that attract each other, in units in which gravity is 1; the step is so small that they stay apart. */
enum { STARS = 4 };
static const double STEP = 0x1p-10;

struct star {
    double x, y, z;
    double vx, vy, vz;
    double mass;
};

static struct star stars[STARS];

static void place(void)
{
    for (uint32_t i = 0; i < STARS; i++) {
        double d = (double)i;
        stars[i] = (struct star){d, 0.5 * d * d, 1 - d, 0.25 * d, 0.125 - 0.25 * d, 0.0625 * d, 1 + 0.5 * d};
    }
}

static void attract(struct star *a, struct star *b)
{
    double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
    double square = dx * dx + dy * dy + dz * dz + 0.01;
    double force = STEP / (square * __builtin_sqrt(square));
    a->vx -= dx * b->mass * force;
    a->vy -= dy * b->mass * force;
    a->vz -= dz * b->mass * force;
    b->vx += dx * a->mass * force;
    b->vy += dy * a->mass * force;
    b->vz += dz * a->mass * force;
}

static uint64_t bits_of(double value)
{
    union {
        double value;
        uint64_t bits;
    } both = {value};
    return both.bits;
}

KERNEL(float)
{
    place();
    for (uint32_t round = 0; round < rounds; round++) {
        for (uint32_t i = 0; i < STARS; i++)
            for (uint32_t j = i + 1; j < STARS; j++)
                attract(&stars[i], &stars[j]);
        for (uint32_t i = 0; i < STARS; i++) {
            stars[i].x += STEP * stars[i].vx;
            stars[i].y += STEP * stars[i].vy;
            stars[i].z += STEP * stars[i].vz;
        }
    }
    uint64_t checksum = 0;
    for (uint32_t i = 0; i < STARS; i++)
        checksum = fold(checksum, bits_of(stars[i].x) ^ bits_of(stars[i].vz));
    return checksum;
}
