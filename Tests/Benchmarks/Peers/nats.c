// NATS request and reply through its broker, with the library that NATS gives to C programs.
//
//   nats worker URL | nats client URL OUTSTANDING SECONDS
//
// The client does as the library's own requests do: one subscription on an inbox, a reply subject
// below it for each call.
#include <nats/nats.h>
#include <string.h>
#include <unistd.h>

#include "samples.h"

static const char *subject = "govmesh.benchmark.echo";
static const char payload[PAYLOAD];

static void check(natsStatus status) {
    if (status == NATS_OK) return;
    fprintf(stderr, "nats: %s\n", natsStatus_GetText(status));
    exit(1);
}

static natsConnection *join(const char *url) {
    natsConnection *connection;
    natsOptions *options;
    check(natsOptions_Create(&options));
    check(natsOptions_SetURL(options, url));
    // Otherwise the library lets messages wait for others, 2 ms a call.
    check(natsOptions_SetSendAsap(options, true));
    // The broker may have been started a moment ago.
    for (int i = 0; i < 500; i++) {
        if (natsConnection_Connect(&connection, options) == NATS_OK) return connection;
        usleep(10000);
    }
    fprintf(stderr, "nats: nobody answers at %s\n", url);
    exit(1);
}

static void answer(
    natsConnection *connection, natsSubscription *subscription, natsMsg *message, void *closure) {
    (void)subscription, (void)closure;
    check(natsConnection_Publish(
        connection, natsMsg_GetReply(message), natsMsg_GetData(message),
        natsMsg_GetDataLength(message)));
    natsMsg_Destroy(message);
}

static void worker(natsConnection *connection) {
    natsSubscription *subscription;
    check(natsConnection_Subscribe(&subscription, connection, subject, answer, NULL));
    for (;;) pause();
}

enum { SLOTS = 1024 };

struct client {
    char inbox[64];
    long long begun[SLOTS];
    struct samples samples;
};

static void call(natsConnection *connection, struct client *client, int slot) {
    char reply[96];
    snprintf(reply, sizeof reply, "%s.%d", client->inbox, slot);
    client->begun[slot] = now_ns();
    check(natsConnection_PublishRequest(connection, subject, reply, payload, PAYLOAD));
}

static void answered(
    natsConnection *connection, natsSubscription *subscription, natsMsg *message, void *closure) {
    (void)subscription;
    struct client *client = closure;
    int slot = atoi(strrchr(natsMsg_GetSubject(message), '.') + 1);
    if (natsMsg_GetDataLength(message) != PAYLOAD) {
        fprintf(stderr, "nats: nobody serves %s\n", subject);
        exit(1);
    }
    natsMsg_Destroy(message);
    if (sample(&client->samples, client->begun[slot])) _exit(0);
    call(connection, client, slot);
}

// Until the worker has subscribed the broker says at once that nobody is there.
static void await_worker(natsConnection *connection) {
    for (int i = 0; i < 500; i++) {
        natsMsg *reply = NULL;
        natsStatus status =
            natsConnection_Request(&reply, connection, subject, payload, PAYLOAD, 1000);
        if (status == NATS_OK) natsMsg_Destroy(reply);
        if (status == NATS_OK) return;
        usleep(10000);
    }
    exit(1);
}

static void client(natsConnection *connection, int outstanding, double seconds) {
    static struct client client;
    natsInbox *inbox;
    natsSubscription *subscription;
    char all[96];
    client.samples.seconds = seconds;
    await_worker(connection);
    check(natsInbox_Create(&inbox));
    snprintf(client.inbox, sizeof client.inbox, "%s", inbox);
    snprintf(all, sizeof all, "%s.*", inbox);
    check(natsConnection_Subscribe(&subscription, connection, all, answered, &client));
    for (int i = 0; i < outstanding; i++) call(connection, &client, i);
    for (;;) pause();
}

int main(int argc, char **argv) {
    if (argc == 3 && strcmp(argv[1], "worker") == 0) worker(join(argv[2]));
    if (argc == 5 && strcmp(argv[1], "client") == 0 && atoi(argv[3]) <= SLOTS)
        client(join(argv[2]), atoi(argv[3]), atof(argv[4]));
    return 1;
}
