/* A client in a few lines of C: libzmq and protobuf-c, no session, one question at a time.
 * usage: req ENDPOINT PRINCIPAL */
#include <govmesh/mesh/v1/envelope.pb-c.h>
#include <govmesh/mesh/v1/node.pb-c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zmq.h>

int main(int count, char **words) {
    if (count != 3) return fprintf(stderr, "usage: req ENDPOINT PRINCIPAL\n"), 64;
    void *context = zmq_ctx_new(), *socket = zmq_socket(context, ZMQ_REQ);
    int patience = 10000, linger = 0;
    zmq_setsockopt(socket, ZMQ_RCVTIMEO, &patience, sizeof patience);
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    zmq_connect(socket, words[1]);

    Govmesh__Mesh__V1__Hello hello = GOVMESH__MESH__V1__HELLO__INIT;
    hello.principal = words[2];
    Govmesh__Mesh__V1__Envelope request = GOVMESH__MESH__V1__ENVELOPE__INIT;
    request.call_id = 1;
    request.service = "govmesh.mesh.v1.NodeService";
    request.method = "GetStatus";
    request.routing_key = "registry";
    request.timeout_us = 5000000;
    request.hello = &hello;
    uint8_t bytes[512];
    uint16_t size = govmesh__mesh__v1__envelope__pack(&request, bytes);
    uint8_t preamble[8] = {'M', 'Z', 1, 16, 0, 0, size & 255, size >> 8};
    zmq_send(socket, preamble, 8, ZMQ_SNDMORE);
    zmq_send(socket, bytes, size, ZMQ_SNDMORE);
    zmq_send(socket, "", 0, 0); /* GetStatusRequest has no fields. */

    zmq_msg_t frames[3];
    for (int i = 0; i < 3; i++) {
        zmq_msg_init(&frames[i]);
        if (zmq_msg_recv(&frames[i], socket, 0) < 0) return perror("no answer"), 1;
    }
    Govmesh__Mesh__V1__Envelope *end = govmesh__mesh__v1__envelope__unpack(
        NULL, zmq_msg_size(&frames[1]), zmq_msg_data(&frames[1]));
    Govmesh__Mesh__V1__NodeStatus *status = govmesh__mesh__v1__node_status__unpack(
        NULL, zmq_msg_size(&frames[2]), zmq_msg_data(&frames[2]));
    uint8_t kind = ((uint8_t *)zmq_msg_data(&frames[0]))[3];
    int failed = kind != 22 || end == NULL || (end->status != NULL && end->status->code != 0);
    if (failed) {
        int told = end != NULL && end->status != NULL;
        fprintf(stderr, "failed: %s\n", told ? end->status->message : "no END");
    } else {
        printf("%s %s\n", status->service, status->health);
    }
    for (int i = 0; i < 3; i++) zmq_msg_close(&frames[i]);
    zmq_close(socket);
    zmq_ctx_term(context);
    return failed;
}
