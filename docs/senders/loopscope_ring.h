/*
 * loopscope_ring.h: a ring of frames in a mapped file, from a microscope's program to Loopscope on the same host.
 *
 * One writer, one reader. The writer never waits: a reader that is too slow loses frames and says which. C11, POSIX.
 *
 *     struct loopscope_ring ring;
 *     struct loopscope_ring_format format = {.slots = 32, .width = 512, .height = 512,
 *         .pixel_type = LOOPSCOPE_U16, .planes = 1, .channels = 1, .rate_hz = 30.0, .microscope = "room 3"};
 *     if (loopscope_ring_create(&ring, "/dev/shm/loopscope.ring", &format) != 0) { perror("ring"); exit(1); }
 *     for (...) {
 *         loopscope_ring_write(&ring, pixels, frame_number, seconds_at_end_of_exposure, plane, channel);
 *     }                                  (and loopscope_ring_beat(&ring) at least every half second while idle)
 *     loopscope_ring_close(&ring);       goodbye: the session ends in order
 *
 * The layout, little endian, is that of struct loopscope_ring_header, then `slots` slots of `slot_bytes` bytes, each a
 * struct loopscope_ring_slot and the frame's pixels. Put the file where there is no disk behind it: /dev/shm.
 */
#ifndef LOOPSCOPE_RING_H
#define LOOPSCOPE_RING_H

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOOPSCOPE_RING_MAGIC 0x3130474E4952534CULL /* "LSRING01" */
#define LOOPSCOPE_RING_HEADER_BYTES 4096

enum loopscope_pixel_type { LOOPSCOPE_U8 = 1, LOOPSCOPE_U16 = 2, LOOPSCOPE_I16 = 3 };
enum loopscope_ring_flags {
    LOOPSCOPE_COLUMN_MAJOR = 1, /* pixel (x, y) lies at x * height + y, as MATLAB has it */
    LOOPSCOPE_TIME_IS_START = 2 /* the device time is the exposure's start, not its end */
};
enum loopscope_ring_state { LOOPSCOPE_RUNNING = 1, LOOPSCOPE_GOODBYE = 2 };
enum loopscope_reader_state { LOOPSCOPE_NOBODY = 0, LOOPSCOPE_ATTACHED = 1, LOOPSCOPE_SESSION_RUNS = 2 };

struct loopscope_ring_header {
    _Atomic uint64_t magic; /*    0  stored last, when the rest of the header is whole */
    uint32_t version;       /*    8  1 */
    uint32_t header_bytes;  /*   12  4096 */
    uint32_t slots;         /*   16  2 to 65536; half a second of frames or more */
    uint32_t slot_header;   /*   20  64 */
    uint64_t slot_bytes;    /*   24  header and pixels, a multiple of 64 */
    uint32_t width;         /*   32  pixels */
    uint32_t height;        /*   36  pixels */
    uint32_t pixel_type;    /*   40  enum loopscope_pixel_type */
    uint32_t flags;         /*   44  enum loopscope_ring_flags */
    uint32_t planes;        /*   48 */
    uint32_t channels;      /*   52 */
    double rate_hz;         /*   56  exposures a second, over all planes */
    char microscope[64];    /*   64  UTF-8, filled with 0 */
    _Atomic uint64_t written;   /* 128  frames written so far */
    _Atomic uint64_t heartbeat; /* 136  goes up with each frame and each beat */
    _Atomic uint32_t state;     /* 144  enum loopscope_ring_state */
    uint8_t unused[44];
    _Atomic uint64_t read;         /* 192  the frame that the reader waits for */
    _Atomic uint32_t reader_state; /* 200  enum loopscope_reader_state */
};

struct loopscope_ring_slot {
    _Atomic uint64_t sequence; /*  0  2n + 1 while frame n is written, 2n + 2 when it is whole */
    uint64_t number;           /*  8  of the exposure, as the microscope counts; its channels share it */
    double device_seconds;     /* 16  NaN for none */
    uint32_t plane;            /* 24  from 0 */
    uint32_t channel;          /* 28  from 0 */
    uint8_t unused[32];
};

_Static_assert(sizeof(struct loopscope_ring_slot) == 64, "slot header");
_Static_assert(offsetof(struct loopscope_ring_header, written) == 128, "header");
_Static_assert(offsetof(struct loopscope_ring_header, read) == 192, "header");

struct loopscope_ring_format {
    uint32_t slots, width, height, pixel_type, flags, planes, channels;
    double rate_hz;
    const char *microscope;
};

struct loopscope_ring {
    struct loopscope_ring_header *header;
    uint8_t *slots;
    size_t bytes;
    size_t frame_bytes;
    uint64_t next;
};

/* Makes the ring, in place of one that is there. 0, or -1 with errno. */
static inline int loopscope_ring_create(
        struct loopscope_ring *ring, const char *path, const struct loopscope_ring_format *format) {
    size_t pixel_bytes = format->pixel_type == LOOPSCOPE_U8 ? 1 : 2;
    ring->frame_bytes = (size_t) format->width * format->height * pixel_bytes;
    size_t slot_bytes = (sizeof(struct loopscope_ring_slot) + ring->frame_bytes + 63) / 64 * 64;
    ring->bytes = LOOPSCOPE_RING_HEADER_BYTES + slot_bytes * format->slots;
    ring->next = 0;
    /* A new file, never the old one cut short: a reader may still have that mapped. */
    if (unlink(path) != 0 && errno != ENOENT) {
        return -1;
    }
    int file = open(path, O_RDWR | O_CREAT | O_EXCL, 0666);
    if (file < 0) {
        return -1;
    }
    void *bytes = MAP_FAILED;
    if (ftruncate(file, (off_t) ring->bytes) == 0) {
        bytes = mmap(NULL, ring->bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    }
    close(file);
    if (bytes == MAP_FAILED) {
        return -1;
    }
    struct loopscope_ring_header *header = (struct loopscope_ring_header *) bytes;
    header->version = 1;
    header->header_bytes = LOOPSCOPE_RING_HEADER_BYTES;
    header->slots = format->slots;
    header->slot_header = sizeof(struct loopscope_ring_slot);
    header->slot_bytes = slot_bytes;
    header->width = format->width;
    header->height = format->height;
    header->pixel_type = format->pixel_type;
    header->flags = format->flags;
    header->planes = format->planes;
    header->channels = format->channels;
    header->rate_hz = format->rate_hz;
    strncpy(header->microscope, format->microscope ? format->microscope : "", sizeof header->microscope - 1);
    atomic_store_explicit(&header->state, LOOPSCOPE_RUNNING, memory_order_relaxed);
    atomic_store_explicit(&header->magic, LOOPSCOPE_RING_MAGIC, memory_order_release);
    ring->header = header;
    ring->slots = (uint8_t *) bytes + LOOPSCOPE_RING_HEADER_BYTES;
    return 0;
}

/* Tells the reader that we live; to be called at least every half second in which no frame is written. */
static inline void loopscope_ring_beat(struct loopscope_ring *ring) {
    uint64_t beat = atomic_load_explicit(&ring->header->heartbeat, memory_order_relaxed);
    atomic_store_explicit(&ring->header->heartbeat, beat + 1, memory_order_release);
}

/* Writes one frame over the oldest. Never waits. */
static inline void loopscope_ring_write(struct loopscope_ring *ring, const void *pixels, uint64_t number,
        double device_seconds, uint32_t plane, uint32_t channel) {
    struct loopscope_ring_header *header = ring->header;
    uint64_t n = ring->next++;
    uint8_t *at = ring->slots + n % header->slots * header->slot_bytes;
    struct loopscope_ring_slot *slot = (struct loopscope_ring_slot *) at;
    /* The odd number must be seen before any byte of the frame: release fence. */
    atomic_store_explicit(&slot->sequence, 2 * n + 1, memory_order_relaxed);
    atomic_thread_fence(memory_order_release);
    slot->number = number;
    slot->device_seconds = device_seconds;
    slot->plane = plane;
    slot->channel = channel;
    memcpy(at + sizeof *slot, pixels, ring->frame_bytes);
    atomic_store_explicit(&slot->sequence, 2 * n + 2, memory_order_release);
    atomic_store_explicit(&header->written, n + 1, memory_order_release);
    loopscope_ring_beat(ring);
}

/* Whether a session reads: frames written before are let go. */
static inline int loopscope_ring_session_runs(const struct loopscope_ring *ring) {
    return atomic_load_explicit(&ring->header->reader_state, memory_order_acquire) == LOOPSCOPE_SESSION_RUNS;
}

/* Says goodbye; the session ends in order once it has read all. The file stays, and may be removed. */
static inline void loopscope_ring_close(struct loopscope_ring *ring) {
    atomic_store_explicit(&ring->header->state, LOOPSCOPE_GOODBYE, memory_order_release);
    munmap(ring->header, ring->bytes);
    ring->header = NULL;
}

#endif
