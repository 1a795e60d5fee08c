// sender SSRC PACKET_BYTES: an RTP stream of VP8 key frames from one socket. Each line of its input, "PORT FRAMES PER_SECOND
// PACKETS_PER_FRAME", sends so many to 127.0.0.1 and answers with how many packets went out. The packets of a frame go together, as an
// encoder's do. Sequence numbers go on where they ended at the same port: to its receiver it is one stream.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "packet.h"

enum { MOST_BYTES = 1500, MOST_PER_FRAME = 64 };

static uint16_t sequence[65536];
static uint8_t packets[MOST_PER_FRAME][MOST_BYTES];

static void fill(uint8_t *packet, size_t bytes, uint32_t ssrc, int last, int port) {
  packet[0] = 0x80;
  packet[1] = PAYLOAD_TYPE | (last ? 0x80 : 0);
  put16(packet + 2, sequence[port]++);
  put32(packet + 4, now_us());
  put32(packet + 8, ssrc);
  memset(packet + RTP_HEADER, 0x55, bytes - RTP_HEADER);
  packet[RTP_HEADER] = 0x10;      // VP8: a partition begins,
  packet[RTP_HEADER + 1] = 0x00;  // of a key frame.
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  uint32_t ssrc = (uint32_t)strtoul(argv[1], NULL, 10);
  size_t bytes = strtoul(argv[2], NULL, 10);
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  struct sockaddr_in own = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (bytes > MOST_BYTES || bytes < RTP_HEADER + 2 || fd < 0 || bind(fd, (struct sockaddr *)&own, sizeof own)) return 1;
  int port, frames, per_second, per_frame;
  while (scanf("%d %d %d %d", &port, &frames, &per_second, &per_frame) == 4) {
    if (port <= 0 || port > 65535 || per_second < 1 || per_frame < 1 || per_frame > MOST_PER_FRAME) return 2;
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    long sent = 0;
    for (int frame = 0; frame < frames; frame++) {
      struct mmsghdr messages[MOST_PER_FRAME] = {0};
      struct iovec parts[MOST_PER_FRAME];
      for (int i = 0; i < per_frame; i++) {
        fill(packets[i], bytes, ssrc, i == per_frame - 1, port);
        parts[i] = (struct iovec){packets[i], bytes};
        messages[i].msg_hdr = (struct msghdr){
            .msg_name = &to, .msg_namelen = sizeof to, .msg_iov = &parts[i], .msg_iovlen = 1};
      }
      int done = sendmmsg(fd, messages, (unsigned)per_frame, 0);
      if (done > 0) sent += done;
      at.tv_nsec += 1000000000L / per_second;
      if (at.tv_nsec >= 1000000000L) at.tv_nsec -= 1000000000L, at.tv_sec++;
      clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL);
    }
    printf("%ld\n", sent);
    fflush(stdout);
  }
  return 0;
}
