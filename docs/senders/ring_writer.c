/*
 * ring_writer: a sample writer of Loopscope's ring, with a picture that a reader can check pixel by pixel.
 *
 *     cc -std=c11 -O2 -o ring_writer ring_writer.c
 *     ./ring_writer /dev/shm/loopscope.ring WIDTH HEIGHT FRAMES RATE_HZ [SLOTS] [goodbye|vanish]
 *
 * Waits for a session (beating meanwhile), then writes FRAMES frames, RATE_HZ a second or, for 0, as fast as it can.
 * Pixel i of the frame numbered f is (7 f + i) mod 65536. Ends with a goodbye, or without one (vanish).
 */
#define _POSIX_C_SOURCE 200809L
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "loopscope_ring.h"

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

static void rest(double duration_s) {
    if (duration_s > 0) {
        struct timespec nap = {(time_t) duration_s, (long) (1e9 * (duration_s - (double) (time_t) duration_s))};
        nanosleep(&nap, NULL);
    }
}

int main(int count, char **word) {
    if (count < 6) {
        fprintf(stderr, "ring_writer FILE WIDTH HEIGHT FRAMES RATE_HZ [SLOTS] [goodbye|vanish]\n");
        return 2;
    }
    long frames = atol(word[4]);
    double rate_hz = atof(word[5]);
    struct loopscope_ring_format format = {
        .slots = count > 6 ? (uint32_t) atol(word[6]) : 32,
        .width = (uint32_t) atol(word[2]),
        .height = (uint32_t) atol(word[3]),
        .pixel_type = LOOPSCOPE_U16,
        .planes = 1,
        .channels = 1,
        .rate_hz = rate_hz > 0 ? rate_hz : 1000,
        .microscope = "ring_writer",
    };
    struct loopscope_ring ring;
    if (loopscope_ring_create(&ring, word[1], &format) != 0) {
        perror(word[1]);
        return 1;
    }
    size_t pixels = (size_t) format.width * format.height;
    uint16_t *image = malloc(2 * pixels);
    if (image == NULL) {
        perror("image");
        return 1;
    }
    while (!loopscope_ring_session_runs(&ring)) {
        loopscope_ring_beat(&ring);
        rest(0.01);
    }
    double start = seconds();
    for (long f = 0; f < frames; f++) {
        for (size_t i = 0; i < pixels; i++) {
            image[i] = (uint16_t) (7 * (size_t) f + i);
        }
        if (rate_hz > 0) {
            rest(start + (double) (f + 1) / rate_hz - seconds());
        }
        loopscope_ring_write(&ring, image, (uint64_t) f, seconds(), 0, 0);
    }
    free(image);
    if (count > 7 && strcmp(word[7], "vanish") == 0) {
        return 0;
    }
    loopscope_ring_close(&ring);
    return 0;
}
