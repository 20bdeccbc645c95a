#include <sndfile.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

// libmpg123, which libsndfile decodes mp3 with, writes about damaged frames to the C library's stderr by itself; libsndfile has no switch for that.
// A stream of our own in its place drops those lines and hands on all others. The descriptor 2 stays as it is.

// As <stdio.h> declares it where _GNU_SOURCE is defined; here that is not known. Source: fopencookie(3).
typedef struct {
    ssize_t (*read)(void *, char *, size_t);
    ssize_t (*write)(void *, const char *, size_t);
    int (*seek)(void *, int64_t *, int);
    int (*close)(void *);
} sndfile_cookie_functions;
FILE *sndfile_fopencookie(void *cookie, const char *mode, sndfile_cookie_functions functions) __asm__("fopencookie");

// Whether a line is one of libmpg123's: errors with their place in its source, and notes and warnings about what it skips.
static inline int sndfile_is_noise(const char *line, size_t length) {
    static const char *const starts[] = {"[src/libmpg123/", "Note: ", "Warning: "};
    for (size_t index = 0; index < sizeof starts / sizeof *starts; index++) {
        size_t size = strlen(starts[index]);
        if (length >= size && memcmp(line, starts[index], size) == 0) return 1;
    }
    return 0;
}

static inline ssize_t sndfile_write_filtered(void *cookie, const char *text, size_t size) {
    const char *start = text, *end = text + size;
    while (start < end) {
        const char *newline = (const char *)memchr(start, '\n', (size_t)(end - start));
        const char *next = newline ? newline + 1 : end;
        size_t length = (size_t)(next - start);
        // An empty line stands before each of them.
        int is_noise = sndfile_is_noise(start, length);
        int is_blank = length == 1 && sndfile_is_noise(next, (size_t)(end - next));
        if (!is_noise && !is_blank && write((int)(intptr_t)cookie, start, length) < 0) return 0;
        start = next;
    }
    return (ssize_t)size;
}

// A stream into the descriptor without libmpg123's lines; null when there is no memory for it.
static inline void *sndfile_filtered(int descriptor) {
    sndfile_cookie_functions functions = {0, sndfile_write_filtered, 0, 0};
    FILE *stream = sndfile_fopencookie((void *)(intptr_t)descriptor, "w", functions);
    // Line by line, as much of a line as is there at the end of each call.
    if (stream) setvbuf(stream, 0, _IONBF, 0);
    return stream;
}

// Puts it in the place of the C library's stderr.
static inline void sndfile_replace_stderr(void *stream) { stderr = (FILE *)stream; }
