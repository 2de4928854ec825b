// gRPC C++ without a broker: its three programming models, client and server of the same.
//
//   grpc worker MODEL ADDRESS | grpc client MODEL ADDRESS OUTSTANDING SECONDS
//
// MODEL is sync, callback or cq (completion queue).
#include <grpcpp/grpcpp.h>
#include <unistd.h>

#include <chrono>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "echo.grpc.pb.h"
#include "samples.h"

using govmesh::benchmark::v1::EchoService;
using govmesh::benchmark::v1::Payload;

namespace {

void serve(grpc::Service *service, const std::string &address) {
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(service);
    builder.BuildAndStart()->Wait();
}

class SyncService final : public EchoService::Service {
    grpc::Status Echo(grpc::ServerContext *, const Payload *request, Payload *reply) override {
        reply->set_data(request->data());
        return grpc::Status::OK;
    }
};

class CallbackService final : public EchoService::CallbackService {
    grpc::ServerUnaryReactor *Echo(
        grpc::CallbackServerContext *context, const Payload *request, Payload *reply) override {
        reply->set_data(request->data());
        auto *reactor = context->DefaultReactor();
        reactor->Finish(grpc::Status::OK);
        return reactor;
    }
};

// One call of the server on a completion queue: asked for, answered, then made anew.
struct QueuedAnswer {
    EchoService::AsyncService *service;
    grpc::ServerCompletionQueue *queue;
    grpc::ServerContext context;
    Payload request, reply;
    grpc::ServerAsyncResponseWriter<Payload> writer{&context};
    bool is_answered = false;

    QueuedAnswer(EchoService::AsyncService *service, grpc::ServerCompletionQueue *queue)
        : service(service), queue(queue) {
        service->RequestEcho(&context, &request, &writer, queue, queue, this);
    }

    void proceed() {
        if (is_answered) {
            delete this;
            return;
        }
        is_answered = true;
        new QueuedAnswer(service, queue);
        reply.set_data(request.data());
        writer.Finish(reply, grpc::Status::OK, this);
    }
};

void serve_queue(const std::string &address) {
    EchoService::AsyncService service;
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&service);
    auto queue = builder.AddCompletionQueue();
    auto server = builder.BuildAndStart();
    for (int i = 0; i < 256; i++) new QueuedAnswer(&service, queue.get());
    void *tag;
    bool ok;
    while (queue->Next(&tag, &ok)) {
        if (!ok) continue;
        static_cast<QueuedAnswer *>(tag)->proceed();
    }
}

// A client's measurement, shared by its threads.
struct Measurement {
    std::mutex mutex;
    samples values{};

    void note(const grpc::Status &status, long long begun) {
        if (!status.ok()) {
            fprintf(stderr, "grpc: %s\n", status.error_message().c_str());
            _exit(1);
        }
        std::lock_guard<std::mutex> lock(mutex);
        if (sample(&values, begun)) _exit(0);
    }
};

void call_sync(EchoService::Stub *stub, Measurement *measurement, int outstanding) {
    std::vector<std::thread> threads;
    for (int i = 0; i < outstanding; i++) {
        threads.emplace_back([=] {
            Payload request, reply;
            request.set_data(std::string(PAYLOAD, 7));
            for (;;) {
                grpc::ClientContext context;
                long long begun = now_ns();
                measurement->note(stub->Echo(&context, request, &reply), begun);
            }
        });
    }
    for (auto &thread : threads) thread.join();
}

struct CallbackCall {
    std::unique_ptr<grpc::ClientContext> context;
    Payload request, reply;
    long long begun;

    void begin(EchoService::Stub *stub, Measurement *measurement) {
        context = std::make_unique<grpc::ClientContext>();
        begun = now_ns();
        stub->async()->Echo(
            context.get(), &request, &reply, [=, this](grpc::Status status) {
                measurement->note(status, begun);
                begin(stub, measurement);
            });
    }
};

void call_callback(EchoService::Stub *stub, Measurement *measurement, int outstanding) {
    std::deque<CallbackCall> calls(outstanding);
    for (auto &call : calls) {
        call.request.set_data(std::string(PAYLOAD, 7));
        call.begin(stub, measurement);
    }
    for (;;) pause();
}

struct QueuedCall {
    std::unique_ptr<grpc::ClientContext> context;
    std::unique_ptr<grpc::ClientAsyncResponseReader<Payload>> reader;
    Payload request, reply;
    grpc::Status status;
    long long begun;

    void begin(EchoService::Stub *stub, grpc::CompletionQueue *queue) {
        context = std::make_unique<grpc::ClientContext>();
        begun = now_ns();
        reader = stub->AsyncEcho(context.get(), request, queue);
        reader->Finish(&reply, &status, this);
    }
};

void call_queue(EchoService::Stub *stub, Measurement *measurement, int outstanding) {
    grpc::CompletionQueue queue;
    std::deque<QueuedCall> calls(outstanding);
    for (auto &call : calls) {
        call.request.set_data(std::string(PAYLOAD, 7));
        call.begin(stub, &queue);
    }
    void *tag;
    bool ok;
    while (queue.Next(&tag, &ok)) {
        auto *call = static_cast<QueuedCall *>(tag);
        measurement->note(call->status, call->begun);
        call->begin(stub, &queue);
    }
}

void work(const std::string &model, const std::string &address) {
    SyncService sync;
    CallbackService callback;
    if (model == "sync") serve(&sync, address);
    if (model == "callback") serve(&callback, address);
    if (model == "cq") serve_queue(address);
}

void measure(
    const std::string &model, const std::string &address, int outstanding, double seconds) {
    auto channel = grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
    channel->WaitForConnected(std::chrono::system_clock::now() + std::chrono::seconds(10));
    auto stub = EchoService::NewStub(channel);
    Measurement measurement;
    measurement.values.seconds = seconds;
    if (model == "sync") call_sync(stub.get(), &measurement, outstanding);
    if (model == "callback") call_callback(stub.get(), &measurement, outstanding);
    if (model == "cq") call_queue(stub.get(), &measurement, outstanding);
}

}  // namespace

int main(int argc, char **argv) {
    std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() == 3 && words[0] == "worker") work(words[1], words[2]);
    if (words.size() == 5 && words[0] == "client")
        measure(words[1], words[2], std::stoi(words[3]), std::stod(words[4]));
    return 1;
}
