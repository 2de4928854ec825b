// The yardstick: the same three frames through two ROUTERs in plain C, without a protocol.
//
//   cc -O2 -o proxy proxy.c -lzmq
//   proxy gateway FRONT BACK | proxy worker BACK | proxy client FRONT OUTSTANDING SECONDS
//   proxy source BACK | proxy sink FRONT MESSAGES
//
// The client prints "<median round trip in nanoseconds> <calls per second>". A sink asks the source
// for so many messages one way and prints "0 <messages per second>".
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <zmq.h>

// Sizes of a call's and an answer's envelope and payload on the mesh, in bytes.
enum { PREAMBLE = 8, REQUEST_ENVELOPE = 96, REPLY_ENVELOPE = 24, PAYLOAD = 100, ID = 8 };

static char bytes[256];

static long long now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void *open_socket(void *context, int type, const char *endpoint, int binds) {
    void *s = zmq_socket(context, type);
    int linger = 0, one = 1, hwm = 256;
    zmq_setsockopt(s, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(s, ZMQ_SNDHWM, &hwm, sizeof hwm);
    zmq_setsockopt(s, ZMQ_RCVHWM, &hwm, sizeof hwm);
    if (type == ZMQ_ROUTER) zmq_setsockopt(s, ZMQ_ROUTER_MANDATORY, &one, sizeof one);
    if ((binds ? zmq_bind(s, endpoint) : zmq_connect(s, endpoint)) != 0) {
        perror(endpoint);
        exit(1);
    }
    return s;
}

// Receives `count` frames; 0 when none is waiting.
static int receive(void *s, zmq_msg_t *frames, int count, int flags) {
    for (int i = 0; i < count; i++) {
        while (zmq_msg_recv(&frames[i], s, i == 0 ? flags : 0) < 0) {
            if (errno == EAGAIN) return 0;
            if (errno != EINTR) exit(1);
        }
    }
    return 1;
}

// An answer to a client that has ended is dropped; one to a slow client waits.
static void forward(void *s, zmq_msg_t *frames, int count) {
    for (int i = 0; i < count; i++)
        if (zmq_msg_send(&frames[i], s, i + 1 < count ? ZMQ_SNDMORE : 0) < 0) return;
}

static void gateway(void *context, const char *front_name, const char *back_name) {
    void *front = open_socket(context, ZMQ_ROUTER, front_name, 1);
    void *back = open_socket(context, ZMQ_ROUTER, back_name, 1);
    zmq_msg_t frames[4], worker, caller;
    for (int i = 0; i < 4; i++) zmq_msg_init(&frames[i]);
    zmq_msg_init(&worker);
    zmq_msg_init(&caller);
    // The worker's first message tells its routing id.
    receive(back, frames, 4, 0);
    zmq_msg_copy(&worker, &frames[0]);
    zmq_pollitem_t items[] = {{front, 0, ZMQ_POLLIN, 0}, {back, 0, ZMQ_POLLIN, 0}};
    for (;;) {
        if (zmq_poll(items, 2, -1) < 0) exit(1);
        while (receive(front, frames, 4, ZMQ_DONTWAIT)) {
            zmq_msg_copy(&caller, &frames[0]);
            zmq_msg_copy(&frames[0], &worker);
            forward(back, frames, 4);
        }
        while (receive(back, frames, 4, ZMQ_DONTWAIT)) {
            zmq_msg_copy(&frames[0], &caller);
            forward(front, frames, 4);
        }
    }
}

static void send_three(void *s, long long id, int envelope) {
    memcpy(bytes, &id, ID);
    zmq_send(s, bytes, PREAMBLE, ZMQ_SNDMORE);
    zmq_send(s, bytes, envelope, ZMQ_SNDMORE);
    zmq_send(s, bytes, PAYLOAD, 0);
}

static void worker(void *context, const char *back_name) {
    void *s = open_socket(context, ZMQ_DEALER, back_name, 0);
    zmq_msg_t frames[3];
    for (int i = 0; i < 3; i++) zmq_msg_init(&frames[i]);
    send_three(s, 0, REPLY_ENVELOPE);
    for (;;) {
        receive(s, frames, 3, 0);
        long long id;
        memcpy(&id, zmq_msg_data(&frames[0]), ID);
        send_three(s, id, REPLY_ENVELOPE);
    }
}

// Sends as many messages as each request's id says; the gateway and libzmq slow it down.
static void source(void *context, const char *back_name) {
    void *s = open_socket(context, ZMQ_DEALER, back_name, 0);
    zmq_msg_t frames[3];
    for (int i = 0; i < 3; i++) zmq_msg_init(&frames[i]);
    send_three(s, 0, REPLY_ENVELOPE);
    for (;;) {
        receive(s, frames, 3, 0);
        long long count;
        memcpy(&count, zmq_msg_data(&frames[0]), ID);
        for (long long i = 0; i < count; i++) send_three(s, i, REPLY_ENVELOPE);
    }
}

static void sink(void *context, const char *front_name, long long count) {
    void *s = open_socket(context, ZMQ_DEALER, front_name, 0);
    zmq_msg_t frames[3];
    for (int i = 0; i < 3; i++) zmq_msg_init(&frames[i]);
    send_three(s, count, REQUEST_ENVELOPE);
    receive(s, frames, 3, 0);
    long long start = now_ns();
    for (long long i = 1; i < count; i++) receive(s, frames, 3, 0);
    printf("0 %lld\n", (long long)(count * 1e9 / (now_ns() - start)));
}

static int by_value(const void *a, const void *b) {
    long long x = *(const long long *)a, y = *(const long long *)b;
    return (x > y) - (x < y);
}

static void client(void *context, const char *front_name, int outstanding, double seconds) {
    enum { MOST = 4000000, SLOTS = 1024 };
    void *s = open_socket(context, ZMQ_DEALER, front_name, 0);
    long long *samples = malloc(MOST * sizeof *samples), begun[SLOTS];
    long long count = 0, warm = 0, start = 0, next = 0;
    zmq_msg_t frames[3];
    for (int i = 0; i < 3; i++) zmq_msg_init(&frames[i]);
    for (int i = 0; i < outstanding; i++, next++) {
        begun[next % SLOTS] = now_ns();
        send_three(s, next, REQUEST_ENVELOPE);
    }
    for (;;) {
        receive(s, frames, 3, 0);
        long long id, now = now_ns();
        memcpy(&id, zmq_msg_data(&frames[0]), ID);
        if (start == 0 && ++warm > 500) start = now;
        if (start != 0 && count < MOST) samples[count++] = now - begun[id % SLOTS];
        if (start != 0 && now - start > seconds * 1e9) {
            qsort(samples, count, sizeof *samples, by_value);
            printf("%lld %lld\n", samples[count / 2], (long long)(count * 1e9 / (now - start)));
            return;
        }
        begun[next % SLOTS] = now_ns();
        send_three(s, next++, REQUEST_ENVELOPE);
    }
}

int main(int argc, char **argv) {
    void *context = zmq_ctx_new();
    if (argc == 4 && strcmp(argv[1], "gateway") == 0) gateway(context, argv[2], argv[3]);
    if (argc == 3 && strcmp(argv[1], "worker") == 0) worker(context, argv[2]);
    if (argc == 3 && strcmp(argv[1], "source") == 0) source(context, argv[2]);
    if (argc == 4 && strcmp(argv[1], "sink") == 0) sink(context, argv[2], atoll(argv[3]));
    if (argc == 5 && strcmp(argv[1], "client") == 0)
        client(context, argv[2], atoi(argv[3]), atof(argv[4]));
    fflush(stdout);
    _exit(0);
}
