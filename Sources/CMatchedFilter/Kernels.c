#include "Kernels.h"

double mf_dot(const float *a, const float *b, size_t count) {
    mf_wide sum = {0};
    size_t i = 0;
    for (; i + 16 <= count; i += 16) sum += *(const mf_wide *)(a + i) * *(const mf_wide *)(b + i);
    double total = 0;
    for (int k = 0; k < 16; k++) total += sum[k];
    for (; i < count; i++) total += (double)a[i] * b[i];
    return total;
}
