#ifndef NF_TCC_MATH_H
#define NF_TCC_MATH_H

#define INFINITY 1e10000f

double ceil(double), copysign(double, double), floor(double), nearbyint(double), sqrt(double), trunc(double);
float ceilf(float), copysignf(float, float), floorf(float), nearbyintf(float), sqrtf(float), truncf(float);

#endif
