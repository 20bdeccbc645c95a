#include "Kernels.h"
#include <kissfft/kiss_fftr.h>

// Valid offsets of one block, so that the longest template still lies inside it.
enum { hop = MF_BLOCK - MF_TEMPLATE_MAX, bins = MF_BLOCK / 2 + 1 };

struct mf_audio {
    size_t count, blocks;
    kiss_fft_cpx *spectra;      // blocks x (bins + 1); the last of a row is padding
    unsigned char *loud;        // whether a block holds anything at all
    double *sums;               // running sums of squares, count + 1
    float *norms;               // 1 / norm of the window at each offset, for the length below
    size_t norm_length;
    float norm_quietest;
    kiss_fftr_cfg forward, inverse;
    kiss_fft_cpx product[bins + 1];
    float wave[MF_BLOCK];
};

struct mf_template {
    size_t count;
    float gain;                 // 1 / norm, and the 1 / MF_BLOCK the inverse transform owes
    float real[2 * (bins + 1)]; // r, r
    float cross[2 * (bins + 1)];// i, -i
};

void mf_audio_free(mf_audio *audio) {
    if (!audio) return;
    free(audio->spectra);
    free(audio->loud);
    free(audio->sums);
    free(audio->norms);
    kiss_fftr_free(audio->forward);
    kiss_fftr_free(audio->inverse);
    free(audio);
}

mf_audio *mf_audio_new(const float *samples, size_t count) {
    mf_audio *audio = calloc(1, sizeof(mf_audio));
    if (!audio) return NULL;
    audio->count = count;
    audio->blocks = (count + hop - 1) / hop;
    audio->spectra = calloc((audio->blocks + 1) * (bins + 1), sizeof(kiss_fft_cpx));
    audio->loud = calloc(audio->blocks + 1, 1);
    audio->sums = calloc(count + 1, sizeof(double));
    audio->norms = calloc(count + 16, sizeof(float));
    audio->forward = kiss_fftr_alloc(MF_BLOCK, 0, NULL, NULL);
    audio->inverse = kiss_fftr_alloc(MF_BLOCK, 1, NULL, NULL);
    if (!audio->spectra || !audio->loud || !audio->sums || !audio->norms || !audio->forward || !audio->inverse) {
        mf_audio_free(audio);
        return NULL;
    }
    for (size_t i = 0; i < count; i++) audio->sums[i + 1] = audio->sums[i] + (double)samples[i] * samples[i];
    for (size_t b = 0; b < audio->blocks; b++) {
        size_t start = b * hop, size = count - start < MF_BLOCK ? count - start : MF_BLOCK;
        if (audio->sums[start + size] - audio->sums[start] <= 0) continue;
        memset(audio->wave, 0, sizeof audio->wave);
        memcpy(audio->wave, samples + start, size * sizeof(float));
        kiss_fftr(audio->forward, audio->wave, audio->spectra + b * (bins + 1));
        audio->loud[b] = 1;
    }
    return audio;
}

mf_template *mf_template_new(const float *samples, size_t count) {
    if (count == 0 || count > MF_TEMPLATE_MAX) return NULL;
    mf_template *value = calloc(1, sizeof(mf_template));
    kiss_fftr_cfg forward = kiss_fftr_alloc(MF_BLOCK, 0, NULL, NULL);
    kiss_fft_cpx *spectrum = calloc(bins, sizeof(kiss_fft_cpx));
    float *wave = calloc(MF_BLOCK, sizeof(float));
    double norm = sqrt(mf_energy(samples, count));
    if (!value || !forward || !spectrum || !wave || norm <= 0) {
        free(value);
        value = NULL;
    } else {
        memcpy(wave, samples, count * sizeof(float));
        kiss_fftr(forward, wave, spectrum);
        value->count = count;
        value->gain = (float)(1 / norm / MF_BLOCK);
        for (size_t k = 0; k < bins; k++) {
            value->real[2 * k] = value->real[2 * k + 1] = spectrum[k].r;
            value->cross[2 * k] = spectrum[k].i;
            value->cross[2 * k + 1] = -spectrum[k].i;
        }
    }
    kiss_fftr_free(forward);
    free(spectrum);
    free(wave);
    return value;
}

void mf_template_free(mf_template *value) {
    free(value);
}

// 1 / norm of the audio's windows of this length; zero where a window is too quiet to be judged.
static void prepare_norms(mf_audio *audio, size_t length, float quietest) {
    if (audio->norm_length == length && audio->norm_quietest == quietest) return;
    for (size_t i = 0; i < audio->count; i++) {
        size_t stop = i + length < audio->count ? i + length : audio->count;
        double energy = audio->sums[stop] - audio->sums[i];
        audio->norms[i] = energy <= quietest ? 0 : (float)(1 / sqrt(energy));
    }
    audio->norm_length = length;
    audio->norm_quietest = quietest;
}

// audio's block times the conjugate of the template, two bins at a time.
static void multiply(const kiss_fft_cpx *block, const mf_template *value, kiss_fft_cpx *product) {
    const float *a = (const float *)block;
    float *out = (float *)product;
    for (size_t k = 0; k < 2 * (bins + 1); k += 4) {
        mf_pair x = *(const mf_pair *)(a + k);
        mf_pair y = __builtin_shufflevector(x, x, 1, 0, 3, 2);
        *(mf_pair *)(out + k) = x * *(const mf_pair *)(value->real + k) + y * *(const mf_pair *)(value->cross + k);
    }
}

// Keeps the best `capacity` hits in order of offset.
static size_t keep(mf_hit *hits, size_t found, size_t capacity, mf_hit hit) {
    if (found < capacity) {
        hits[found] = hit;
        return found + 1;
    }
    size_t worst = 0;
    for (size_t i = 1; i < found; i++) if (hits[i].score < hits[worst].score) worst = i;
    if (found == 0 || hits[worst].score >= hit.score) return found;
    memmove(hits + worst, hits + worst + 1, (found - worst - 1) * sizeof(mf_hit));
    hits[found - 1] = hit;
    return found;
}

size_t mf_screen(mf_audio *audio, const mf_template *value, size_t first, size_t last, float threshold, float quietest, mf_hit *hits, size_t capacity) {
    size_t found = 0;
    if (last > audio->count) last = audio->count;
    if (first >= last) return 0;
    prepare_norms(audio, value->count, quietest);
    for (size_t b = first / hop; b <= (last - 1) / hop; b++) {
        if (!audio->loud[b]) continue;
        multiply(audio->spectra + b * (bins + 1), value, audio->product);
        kiss_fftri(audio->inverse, audio->product, audio->wave);
        size_t origin = b * hop;
        const float *norms = audio->norms + origin;
        size_t from = first > origin ? first - origin : 0, to = last - origin < hop ? last - origin : hop;
        for (size_t t = from; t < to; t += 4) {
            mf_pair score = *(const mf_pair *)(audio->wave + t) * *(const mf_pair *)(norms + t) * value->gain;
            if (score[0] < threshold && score[1] < threshold && score[2] < threshold && score[3] < threshold) continue;
            for (size_t k = 0; k < 4 && t + k < to; k++) {
                size_t place = t + k;
                if (score[k] < threshold) continue;
                float before = place ? audio->wave[place - 1] * norms[place - 1] * value->gain : 0;
                float after = place + 1 < MF_BLOCK ? audio->wave[place + 1] * norms[place + 1] * value->gain : 0;
                if (score[k] < before || score[k] <= after) continue;
                found = keep(hits, found, capacity, (mf_hit){origin + place, score[k]});
            }
        }
    }
    return found;
}
