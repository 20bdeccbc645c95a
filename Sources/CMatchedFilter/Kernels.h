// Shared by the C files of this target: a dot product that is quick even without optimisation, because one vector expression is many operations.
#ifndef KERNELS_H
#define KERNELS_H

#include "CMatchedFilter.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef float mf_wide __attribute__((vector_size(64), aligned(4)));
typedef float mf_pair __attribute__((vector_size(16), aligned(4)));

/// Sum of a[i] * b[i].
double mf_dot(const float *a, const float *b, size_t count);

#endif
