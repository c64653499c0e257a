// Sends one GET in every millisecond on one connection and prints the median and the 99th percentile of the answer times
// in microseconds: how a light request fares beside heavy ones.
//
//     pace PORT PATH SECONDS
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static int ascending(const void *left, const void *right) {
    double difference = *(const double *)left - *(const double *)right;
    return (difference > 0) - (difference < 0);
}

static void wait_until(double instant) {
    struct timespec time = {(time_t)(instant / 1e6), 0};
    time.tv_nsec = (long)((instant - (double)time.tv_sec * 1e6) * 1e3);
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL);
}

// The answers are small and their lengths alike: one is whole when its last bytes have come.
static void exchange(int server, const char *request, size_t length) {
    static char answer[1 << 16];
    if (send(server, request, length, 0) < 0) exit(3);
    size_t have = 0, need = 0;
    while (!need || have < need) {
        ssize_t count = recv(server, answer + have, sizeof answer - 1 - have, 0);
        if (count <= 0) exit(4);
        have += (size_t)count;
        answer[have] = 0;
        char *end = strstr(answer, "\r\n\r\n"), *field = strstr(answer, "Content-Length: ");
        if (end && field) need = (size_t)(end + 4 - answer) + (size_t)atol(field + 16);
    }
}

int main(int argc, char **argv) {
    if (argc < 4) return 64;
    int server = socket(AF_INET, SOCK_STREAM, 0), on = 1, count = atoi(argv[3]) * 1000;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argv[1])),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(server, (struct sockaddr *)&address, sizeof address)) return 2;
    char request[1024];
    int length = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\n\r\n", argv[2], argv[1]);
    double *times = calloc((size_t)count, sizeof *times), start = now() + 1000;
    for (int i = 0; i < count; i++) {
        wait_until(start + i * 1000.0);
        double sent = now();
        exchange(server, request, (size_t)length);
        times[i] = now() - sent;
    }
    qsort(times, (size_t)count, sizeof *times, ascending);
    printf("%.1f %.1f\n", times[count / 2], times[count * 99 / 100]);
}
