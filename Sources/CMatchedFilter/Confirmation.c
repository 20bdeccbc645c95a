#include "Kernels.h"

// Neighbours on each side used to look between samples, steps per sample, and the widest search.
enum { neighbours = 8, steps = 8, radius_max = 64 };

// Dot product of the clip with the audio at an offset; outside the audio is silence. Also the audio's energy there.
static double overlap(const float *audio, size_t count, const float *clip, size_t length, long offset, double *energy) {
    long first = offset < 0 ? -offset : 0, last = (long)length;
    if (offset + last > (long)count) last = (long)count - offset;
    if (last <= first) {
        if (energy) *energy = 0;
        return 0;
    }
    const float *window = audio + offset + first;
    if (energy) *energy = mf_dot(window, window, (size_t)(last - first));
    return mf_dot(window, clip + first, (size_t)(last - first));
}

static double between(const double *values, double fraction) {
    double sum = 0;
    for (int k = -neighbours; k <= neighbours; k++) {
        double distance = k - fraction, angle = M_PI * distance;
        double sinc = fabs(angle) < 1e-9 ? 1 : sin(angle) / angle;
        sum += values[k] * sinc * (0.5 + 0.5 * cos(M_PI * distance / (neighbours + 1)));
    }
    return sum;
}

float mf_confirm(const float *audio, size_t count, const float *clip, size_t length, long guess, int radius, double *offset) {
    double values[2 * (radius_max + neighbours) + 1];
    if (radius > radius_max) radius = radius_max;
    double own = mf_dot(clip, clip, length);
    *offset = (double)guess;
    if (own <= 0) return 0;
    int best = -radius;
    double *middle = values + radius + neighbours;
    for (int lag = -radius - neighbours; lag <= radius + neighbours; lag++) {
        middle[lag] = overlap(audio, count, clip, length, guess + lag, NULL);
        if (lag >= -radius && lag <= radius && middle[lag] > middle[best]) best = lag;
    }
    double top = middle[best], place = 0;
    for (int step = -steps / 2; step <= steps / 2; step++) {
        double value = between(middle + best, (double)step / steps);
        if (value > top) {
            top = value;
            place = (double)step / steps;
        }
    }
    double energy = 0;
    overlap(audio, count, clip, length, guess + best, &energy);
    *offset = (double)(guess + best) + place;
    return energy <= 0 ? 0 : (float)(top / sqrt(own * energy));
}
