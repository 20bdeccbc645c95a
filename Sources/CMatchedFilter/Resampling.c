#include "Kernels.h"

// Half length of the filter in zero crossings of the lower rate, and the largest number of phases a ratio may need.
enum { crossings = 24, phases_max = 4096 };
static const double kaiser_beta = 8.0;
// Cut-off as a share of the lower Nyquist frequency.
static const double cut_off = 0.92;

static int common_divisor(int a, int b) {
    while (b) {
        int rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static double bessel(double x) {
    double sum = 1, term = 1;
    double quarter = x * x / 4;
    for (int k = 1; k < 40 && term > sum * 1e-9; k++) {
        term *= quarter / (k * k);
        sum += term;
    }
    return sum;
}

// Not scaled: the caller makes each row's taps add up to one.
static double tap(double distance, double scale, double half) {
    double place = distance / half;
    if (place <= -1 || place >= 1) return 0;
    double window = bessel(kaiser_beta * sqrt(1 - place * place));
    double angle = M_PI * distance * scale;
    return window * (fabs(angle) < 1e-9 ? 1 : sin(angle) / angle);
}

size_t mf_resampled_count(size_t count, int from, int to) {
    if (from <= 0 || to <= 0) return 0;
    return (size_t)(((unsigned long long)count * (unsigned)to + (unsigned)from - 1) / (unsigned)from);
}

// Rows of taps, one per phase: row p holds the weights of the inputs around an output that lies p / phases after an input sample.
static float *make_table(int phases, int half, double scale) {
    size_t width = 2 * (size_t)half;
    float *table = malloc((size_t)phases * width * sizeof(float));
    if (!table) return NULL;
    for (int p = 0; p < phases; p++) {
        double sum = 0;
        for (size_t k = 0; k < width; k++) {
            double value = tap((double)k - (half - 1) - (double)p / phases, scale, half);
            table[(size_t)p * width + k] = (float)value;
            sum += value;
        }
        for (size_t k = 0; k < width; k++) table[(size_t)p * width + k] /= (float)sum;
    }
    return table;
}

int mf_resample(const float *samples, size_t count, int from, int to, float *out) {
    if (from <= 0 || to <= 0) return -1;
    if (from == to) {
        memcpy(out, samples, count * sizeof(float));
        return 0;
    }
    int divisor = common_divisor(from, to), up = to / divisor, down = from / divisor;
    if (up > phases_max) return -1;
    double lower = to < from ? (double)to / from : 1;
    int half = (int)ceil(crossings / lower);
    size_t width = 2 * (size_t)half, padded = count + 2 * width;
    float *table = make_table(up, half, lower * cut_off);
    float *source = calloc(padded, sizeof(float));
    if (!table || !source) {
        free(table);
        free(source);
        return -1;
    }
    memcpy(source + width, samples, count * sizeof(float));
    size_t total = mf_resampled_count(count, from, to);
    for (size_t i = 0; i < total; i++) {
        unsigned long long position = (unsigned long long)i * (unsigned)down;
        size_t whole = (size_t)(position / (unsigned)up), phase = (size_t)(position % (unsigned)up);
        out[i] = (float)mf_dot(source + width + whole - (size_t)(half - 1), table + phase * width, width);
    }
    free(table);
    free(source);
    return 0;
}
