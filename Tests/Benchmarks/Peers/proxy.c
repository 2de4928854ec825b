// The yardstick: the same three frames through two ROUTERs in plain C, without a protocol.
//
//   proxy gateway FRONT BACK | proxy worker BACK | proxy client FRONT OUTSTANDING SECONDS
//   proxy source BACK | proxy sink FRONT MESSAGES
//
// Endpoints are ipc, or tcp with CURVE. A sink asks the source for so many messages one way and
// prints "0 0 <messages per second>".
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zmq.h>

#include "samples.h"

// Sizes of a call's and an answer's envelope on the mesh, in bytes.
enum { PREAMBLE = 8, REQUEST_ENVELOPE = 96, REPLY_ENVELOPE = 24, ID = 8 };

static char bytes[256];

// For tcp, where everybody has a key: the pairs of the library's manual, and so no secrets.
static const char *server_public = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7";
static const char *server_secret = "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6";
static const char *client_public = "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID";
static const char *client_secret = "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs";

static void secure(void *s, int binds) {
    int one = 1;
    if (binds) zmq_setsockopt(s, ZMQ_CURVE_SERVER, &one, sizeof one);
    if (!binds) zmq_setsockopt(s, ZMQ_CURVE_SERVERKEY, server_public, 40);
    if (!binds) zmq_setsockopt(s, ZMQ_CURVE_PUBLICKEY, client_public, 40);
    zmq_setsockopt(s, ZMQ_CURVE_SECRETKEY, binds ? server_secret : client_secret, 40);
}

static void *open_socket(void *context, int type, const char *endpoint, int binds) {
    void *s = zmq_socket(context, type);
    int linger = 0, one = 1, hwm = 256;
    zmq_setsockopt(s, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(s, ZMQ_SNDHWM, &hwm, sizeof hwm);
    zmq_setsockopt(s, ZMQ_RCVHWM, &hwm, sizeof hwm);
    if (strncmp(endpoint, "tcp", 3) == 0) secure(s, binds);
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
    printf("0 0 %lld\n", (long long)(count * 1e9 / (now_ns() - start)));
}

static void client(void *context, const char *front_name, int outstanding, double seconds) {
    enum { SLOTS = 1024 };
    void *s = open_socket(context, ZMQ_DEALER, front_name, 0);
    long long begun[SLOTS], next = 0;
    struct samples samples = {.seconds = seconds};
    zmq_msg_t frames[3];
    for (int i = 0; i < 3; i++) zmq_msg_init(&frames[i]);
    for (int i = 0; i < outstanding; i++, next++) {
        begun[next % SLOTS] = now_ns();
        send_three(s, next, REQUEST_ENVELOPE);
    }
    for (;;) {
        receive(s, frames, 3, 0);
        long long id;
        memcpy(&id, zmq_msg_data(&frames[0]), ID);
        if (sample(&samples, begun[id % SLOTS])) return;
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
