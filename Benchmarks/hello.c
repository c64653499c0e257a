// The least a server can do, to compare with: one epoll loop that answers a fixed page to whatever ends with an empty
// line. No parsing, no routes, no limits.
//
//     hello PORT [FILE]     the body is FILE's, or "hello"
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static char answer[1 << 16];
static size_t answer_length;

static void make_answer(const char *path) {
    static char body[1 << 15] = "hello";
    size_t length = strlen(body);
    if (path) {
        FILE *file = fopen(path, "rb");
        if (!file) exit(1);
        length = fread(body, 1, sizeof body, file);
        fclose(file);
    }
    int head = snprintf(answer, 512, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %zu\r\n\r\n", length);
    memcpy(answer + head, body, length);
    answer_length = (size_t)head + length;
}

static int listening(int port) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(listener, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 1024)) exit(2);
    return listener;
}

// Requests come whole here: the load generator sends each in one segment.
static void serve(int client) {
    char request[1 << 14];
    ssize_t count = recv(client, request, sizeof request, 0);
    if (count <= 0) {
        close(client);
        return;
    }
    for (char *end = request; (end = memmem(end, (size_t)(request + count - end), "\r\n\r\n", 4)); end += 4)
        if (send(client, answer, answer_length, MSG_NOSIGNAL) < 0) return;
}

int main(int argc, char **argv) {
    if (argc < 2) return 64;
    make_answer(argc > 2 ? argv[2] : NULL);
    int listener = listening(atoi(argv[1])), poller = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, events[256];
    epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int count = epoll_wait(poller, events, 256, -1);
        for (int i = 0; i < count; i++) {
            if (events[i].data.fd != listener) {
                serve(events[i].data.fd);
                continue;
            }
            int client = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
            event.data.fd = client;
            if (client >= 0) epoll_ctl(poller, EPOLL_CTL_ADD, client, &event);
        }
    }
}
