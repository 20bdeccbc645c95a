// The inner loops of the sandbox's recogniser: plain C, so that they are quick in debug builds too. Samples are floats; nothing here keeps state
// between calls but the opaque values, each of which belongs to one thread at a time.
#ifndef CMATCHEDFILTER_H
#define CMATCHEDFILTER_H

#include <stddef.h>
#include <stdint.h>

/// One channel of interleaved 16-bit PCM as floats in -1...1. `frames` counts samples of one channel.
void mf_from_pcm(const int16_t *pcm, size_t frames, int channels, int channel, float *out);
/// Floats to one channel of interleaved 16-bit PCM, with clipping.
void mf_to_pcm(const float *samples, size_t frames, int channels, int channel, int16_t *pcm);
/// target += gain * source.
void mf_add(float *target, const float *source, size_t count, float gain);
/// samples *= gain.
void mf_scale(float *samples, size_t count, float gain);
/// Largest absolute value.
float mf_peak(const float *samples, size_t count);
/// First difference with the factor given, in place: x[t] - factor * x[t - 1].
void mf_emphasise(float *samples, size_t count, float factor);
/// Sum of squares.
double mf_energy(const float *samples, size_t count);
/// Energy of each complete frame; returns the number of frames written.
size_t mf_frame_energies(const float *samples, size_t count, size_t frame, float *out);

/// Offset of the window of this length that holds the most energy; 0 when the samples are no longer than the window.
size_t mf_loudest_window(const float *samples, size_t count, size_t length);

/// Number of samples `mf_resample` writes.
size_t mf_resampled_count(size_t count, int from, int to);
/// Rational resampling with a Kaiser-windowed sinc (cut-off under the lower Nyquist frequency, about 80 dB stop band), aligned in time.
/// Returns 0, or -1 when there is no memory or the ratio is not a usable one.
int mf_resample(const float *samples, size_t count, int from, int to, float *out);

/// Points of one transform of the screening stage, and the longest template it takes, in samples of the screening rate.
#define MF_BLOCK 4096
#define MF_TEMPLATE_MAX 1024

/// Audio prepared for screening: spectra of overlapping blocks and running energies.
typedef struct mf_audio mf_audio;
/// A template prepared for screening.
typedef struct mf_template mf_template;
/// A place where a template fits: offset of the template's first sample, and normalised correlation.
typedef struct { size_t offset; float score; } mf_hit;

mf_audio *mf_audio_new(const float *samples, size_t count);
void mf_audio_free(mf_audio *audio);
mf_template *mf_template_new(const float *samples, size_t count);
void mf_template_free(mf_template *value);
/// Local maxima of the normalised correlation at or above `threshold` whose offset is in first..<last, best `capacity` of them in order of offset.
/// Windows with less than `quietest` energy are passed over. Returns the number of hits.
size_t mf_screen(mf_audio *audio, const mf_template *value, size_t first, size_t last, float threshold, float quietest, mf_hit *hits, size_t capacity);

/// Normalised correlation of the whole clip with the audio near `guess`, maximised over +-`radius` samples and then between samples. What lies outside the
/// audio counts as silence. Writes the best offset.
float mf_confirm(const float *audio, size_t count, const float *clip, size_t length, long guess, int radius, double *offset);

#endif
