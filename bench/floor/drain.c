// drain: takes RTP (encrypted or not) at every loopback address, on a port that it says first. Each line of its input is answered with
// "RECEIVED P50 P95 P99 MAX": packets since the last line, and microseconds from the RTP timestamp until they were taken. The line
// "report PORT ADDRESS KEY EXTENSION" makes a subscriber report what arrives (see reports.h); it is answered with 1, or 0 if it is wrong.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "packet.h"
#include "reports.h"

enum { AT_ONCE = 64, MOST_BYTES = 2048, MOST_US = 1000000 };

static uint8_t buffers[AT_ONCE][MOST_BYTES];
static uint32_t counts[MOST_US + 1];
static long received;

static void take(int fd) {
  struct mmsghdr messages[AT_ONCE];
  struct iovec parts[AT_ONCE];
  struct sockaddr_in from[AT_ONCE];
  for (int i = 0; i < AT_ONCE; i++) {
    parts[i] = (struct iovec){buffers[i], MOST_BYTES};
    messages[i] = (struct mmsghdr){
        .msg_hdr = {.msg_name = &from[i], .msg_namelen = sizeof from[i], .msg_iov = &parts[i], .msg_iovlen = 1}};
  }
  int count = recvmmsg(fd, messages, AT_ONCE, MSG_DONTWAIT, NULL);
  uint32_t now = now_us();
  for (int i = 0; i < count; i++) {
    const uint8_t *packet = buffers[i];
    if (messages[i].msg_len < RTP_HEADER || (packet[1] & 0x7f) != PAYLOAD_TYPE) continue;  // RTCP and the like.
    uint32_t took = now - get32(packet + 4);
    counts[took > MOST_US ? MOST_US : took]++;
    received++;
    reports_note(ntohs(from[i].sin_port), packet, messages[i].msg_len, now);
  }
}

static long at_rank(double share) {
  long below = 0;
  for (long us = 0; us <= MOST_US; us++)
    if ((below += counts[us]) > 0 && (double)below >= share * (double)received) return us;
  return 0;
}

static void answer(void) {
  printf("%ld %ld %ld %ld %ld\n", received, at_rank(0.5), at_rank(0.95), at_rank(0.99), at_rank(1));
  fflush(stdout);
  memset(counts, 0, sizeof counts);
  received = 0;
}

static void obey(void) {
  char line[256], address[64], key[128];
  int port, extension;
  if (fgets(line, sizeof line, stdin) == NULL) _exit(0);
  if (sscanf(line, "report %d %63s %127s %d", &port, address, key, &extension) != 4) return answer();
  struct in_addr own;
  printf("%d\n", inet_aton(address, &own) && reports_begin(port, own, key, extension));
  fflush(stdout);
}

int main(void) {
  setvbuf(stdin, NULL, _IONBF, 0);  // So that `poll` sees what was not read.
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  int room = 64 << 20;
  // As root beyond the system's limit; otherwise as much as that allows.
  if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room))
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
  struct sockaddr_in own = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_ANY)};
  socklen_t length = sizeof own;
  if (fd < 0 || bind(fd, (struct sockaddr *)&own, length) || getsockname(fd, (struct sockaddr *)&own, &length)) return 1;
  printf("%d\n", ntohs(own.sin_port));
  fflush(stdout);
  struct pollfd waits[] = {{.fd = 0, .events = POLLIN}, {.fd = fd, .events = POLLIN}};
  for (;;) {
    if (poll(waits, 2, reports_send(fd, now_us())) < 0) continue;
    if (waits[1].revents) take(fd);
    if (waits[0].revents) obey();
  }
}
