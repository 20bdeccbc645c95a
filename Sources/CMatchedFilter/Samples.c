#include "Kernels.h"

void mf_from_pcm(const int16_t *pcm, size_t frames, int channels, int channel, float *out) {
    const int16_t *in = pcm + channel;
    for (size_t i = 0; i < frames; i++, in += channels) out[i] = (float)*in / 32768.0f;
}

void mf_to_pcm(const float *samples, size_t frames, int channels, int channel, int16_t *pcm) {
    int16_t *out = pcm + channel;
    for (size_t i = 0; i < frames; i++, out += channels) {
        float value = samples[i] * 32768.0f;
        value = value > 32767.0f ? 32767.0f : value < -32768.0f ? -32768.0f : value;
        *out = (int16_t)lrintf(value);
    }
}

void mf_add(float *target, const float *source, size_t count, float gain) {
    for (size_t i = 0; i < count; i++) target[i] += gain * source[i];
}

void mf_scale(float *samples, size_t count, float gain) {
    for (size_t i = 0; i < count; i++) samples[i] *= gain;
}

float mf_peak(const float *samples, size_t count) {
    float peak = 0;
    for (size_t i = 0; i < count; i++) peak = fmaxf(peak, fabsf(samples[i]));
    return peak;
}

void mf_emphasise(float *samples, size_t count, float factor) {
    float before = 0;
    for (size_t i = 0; i < count; i++) {
        float now = samples[i];
        samples[i] = now - factor * before;
        before = now;
    }
}

double mf_energy(const float *samples, size_t count) {
    return mf_dot(samples, samples, count);
}

size_t mf_frame_energies(const float *samples, size_t count, size_t frame, float *out) {
    size_t frames = frame ? count / frame : 0;
    for (size_t i = 0; i < frames; i++) out[i] = (float)mf_dot(samples + i * frame, samples + i * frame, frame);
    return frames;
}

size_t mf_loudest_window(const float *samples, size_t count, size_t length) {
    if (count <= length) return 0;
    double energy = mf_dot(samples, samples, length), top = energy;
    size_t best = 0;
    for (size_t i = length; i < count; i++) {
        energy += (double)samples[i] * samples[i] - (double)samples[i - length] * samples[i - length];
        if (energy > top) {
            top = energy;
            best = i - length + 1;
        }
    }
    return best;
}
