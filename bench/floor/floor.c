// floor MODE SUBSCRIBERS PORT: the least that forwarding costs. Says its port, takes RTP there, and for each packet and each subscriber
// copies, encrypts with AES-128-GCM (header as associated data, as in RFC 7714) and sends to 127.0.1.1, 127.0.1.2, … at PORT.
// MODE: `sendto` (a call for each packet), `sendmmsg` (32 at a time), or `gso` (what one wake-up brought, one call for each subscriber).
// It has no RTCP, no retransmission and no protocol: nothing that serves people can do with less.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/udp.h>
#include <openssl/evp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "packet.h"

#ifndef UDP_SEGMENT
#define UDP_SEGMENT 103
#endif

enum { AT_ONCE = 32, MOST_BYTES = 1500, MOST_SUBSCRIBERS = 250, TAG = 16, CALL = 32 };

struct subscriber {
  struct sockaddr_in to;
  EVP_CIPHER_CTX *cipher;
  uint8_t *waiting;  // What one wake-up brought for this one, one after the other.
};

static struct subscriber subscribers[MOST_SUBSCRIBERS];
static uint8_t incoming[AT_ONCE][MOST_BYTES];
static size_t sizes[AT_ONCE];
static int fd;

/** Copies a packet for subscriber `index`, in a stream of its own; returns its size. */
static size_t protect(int index, const uint8_t *packet, size_t bytes, uint8_t *out) {
  EVP_CIPHER_CTX *cipher = subscribers[index].cipher;
  memcpy(out, packet, bytes);
  put32(out + 8, 1000u + (uint32_t)index);
  uint8_t iv[12] = {0};
  memcpy(iv + 2, out + 8, 4);
  memcpy(iv + 10, out + 2, 2);
  int length;
  EVP_EncryptInit_ex(cipher, NULL, NULL, NULL, iv);
  EVP_EncryptUpdate(cipher, NULL, &length, out, RTP_HEADER);
  EVP_EncryptUpdate(cipher, out + RTP_HEADER, &length, out + RTP_HEADER, (int)bytes - RTP_HEADER);
  EVP_EncryptFinal_ex(cipher, out + bytes, &length);
  EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_GET_TAG, TAG, out + bytes);
  return bytes + TAG;
}

static void by_sendto(int count, int people) {
  uint8_t out[MOST_BYTES + TAG];
  for (int i = 0; i < count; i++)
    for (int each = 0; each < people; each++) {
      size_t bytes = protect(each, incoming[i], sizes[i], out);
      sendto(fd, out, bytes, 0, (struct sockaddr *)&subscribers[each].to, sizeof subscribers[each].to);
    }
}

static void by_sendmmsg(int count, int people) {
  static uint8_t out[CALL][MOST_BYTES + TAG];
  struct mmsghdr messages[CALL];
  struct iovec parts[CALL];
  unsigned queued = 0;
  for (int i = 0; i < count; i++)
    for (int each = 0; each < people; each++) {
      parts[queued] = (struct iovec){out[queued], protect(each, incoming[i], sizes[i], out[queued])};
      messages[queued] = (struct mmsghdr){.msg_hdr = {.msg_name = &subscribers[each].to,
                                                      .msg_namelen = sizeof subscribers[each].to,
                                                      .msg_iov = &parts[queued],
                                                      .msg_iovlen = 1}};
      if (++queued == CALL || (i == count - 1 && each == people - 1)) sendmmsg(fd, messages, queued, 0), queued = 0;
    }
}

/** Sends `bytes` that wait for this one, `segment` at a time. */
static void send_segments(struct subscriber *one, size_t bytes, size_t segment) {
  union {
    char bytes[CMSG_SPACE(sizeof(uint16_t))];
    struct cmsghdr aligned;
  } control = {{0}};
  struct iovec part = {one->waiting, bytes};
  struct msghdr message = {.msg_name = &one->to, .msg_namelen = sizeof one->to, .msg_iov = &part, .msg_iovlen = 1};
  if (bytes > segment) {
    message.msg_control = control.bytes;
    message.msg_controllen = sizeof control.bytes;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_UDP;
    header->cmsg_type = UDP_SEGMENT;
    header->cmsg_len = CMSG_LEN(sizeof(uint16_t));
    uint16_t size = (uint16_t)segment;
    memcpy(CMSG_DATA(header), &size, sizeof size);
  }
  if (sendmsg(fd, &message, 0) < 0) perror("sendmsg");
}

static void by_gso(int count, int people) {
  for (int each = 0; each < people; each++) {
    struct subscriber *one = &subscribers[each];
    size_t bytes = 0, segment = 0;
    for (int i = 0; i < count; i++) {
      size_t own = sizes[i] + TAG;
      if (segment != 0 && own != segment) send_segments(one, bytes, segment), bytes = 0;
      segment = own;
      bytes += protect(each, incoming[i], sizes[i], one->waiting + bytes);
    }
    if (bytes > 0) send_segments(one, bytes, segment);
  }
}

static void subscribe(int index, int port) {
  uint8_t key[16];
  memset(key, index + 1, sizeof key);
  struct subscriber *one = &subscribers[index];
  one->to = (struct sockaddr_in){.sin_family = AF_INET,
                                 .sin_port = htons((uint16_t)port),
                                 .sin_addr.s_addr = htonl(0x7f000100u + 1 + (uint32_t)index)};
  one->cipher = EVP_CIPHER_CTX_new();
  EVP_EncryptInit_ex(one->cipher, EVP_aes_128_gcm(), NULL, key, NULL);
  one->waiting = malloc(AT_ONCE * (MOST_BYTES + TAG));
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  int people = atoi(argv[2]);
  void (*forward)(int, int) = !strcmp(argv[1], "gso") ? by_gso : !strcmp(argv[1], "sendmmsg") ? by_sendmmsg : by_sendto;
  if (people < 1 || people > MOST_SUBSCRIBERS) return 2;
  for (int index = 0; index < people; index++) subscribe(index, atoi(argv[3]));
  fd = socket(AF_INET, SOCK_DGRAM, 0);
  struct sockaddr_in own = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof own;
  if (fd < 0 || bind(fd, (struct sockaddr *)&own, length) || getsockname(fd, (struct sockaddr *)&own, &length)) return 1;
  printf("%d\n", ntohs(own.sin_port));
  fflush(stdout);
  struct pollfd wait = {.fd = fd, .events = POLLIN};
  for (;;) {
    if (poll(&wait, 1, -1) < 0) continue;
    int count = 0;
    while (count < AT_ONCE) {
      ssize_t bytes = recv(fd, incoming[count], MOST_BYTES, MSG_DONTWAIT);
      if (bytes < 0) break;
      if (bytes > RTP_HEADER) sizes[count++] = (size_t)bytes;
    }
    if (count > 0) forward(count, people);
  }
}
