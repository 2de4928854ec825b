// What every peer's client measures: round trips after 500 to warm up, over so many seconds.
#pragma once
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { PAYLOAD = 100, WARM_UP = 500, MOST_SAMPLES = 4000000 };

struct samples {
    long long *nanoseconds, count, warm, start;
    double seconds;
};

static long long now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int by_value(const void *a, const void *b) {
    long long x = *(const long long *)a, y = *(const long long *)b;
    return (x > y) - (x < y);
}

// Notes a call that began at `begun` and ends now; 1 when the time is over, and then it has printed
// "<median and 99th percentile of round trips in nanoseconds> <calls per second>".
static int sample(struct samples *s, long long begun) {
    long long now = now_ns();
    if (!s->nanoseconds)
        s->nanoseconds = (long long *)malloc(MOST_SAMPLES * sizeof *s->nanoseconds);
    if (s->start == 0 && ++s->warm > WARM_UP) s->start = now;
    if (s->start != 0 && s->count < MOST_SAMPLES) s->nanoseconds[s->count++] = now - begun;
    if (s->start == 0 || now - s->start < s->seconds * 1e9) return 0;
    qsort(s->nanoseconds, s->count, sizeof *s->nanoseconds, by_value);
    printf(
        "%lld %lld %lld\n", s->nanoseconds[s->count / 2], s->nanoseconds[s->count * 99 / 100],
        (long long)(s->count * 1e9 / (now - s->start)));
    fflush(stdout);
    return 1;
}
