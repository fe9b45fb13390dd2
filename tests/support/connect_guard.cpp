// LD_PRELOADed into a program under test: ends it at the first connect or send to another machine.
#include <dlfcn.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdlib>
#include <cstring>

namespace {

bool isLocal(const sockaddr* address) {
  if (address == nullptr || address->sa_family == AF_UNIX || address->sa_family == AF_NETLINK) return true;
  if (address->sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, address, sizeof(v4));
    return (ntohl(v4.sin_addr.s_addr) >> 24) == 127;
  }
  if (address->sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, address, sizeof(v6));
    return IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr) != 0;
  }
  return false;
}

void refuseForeign(const msghdr& message) {
  if (!isLocal(static_cast<const sockaddr*>(message.msg_name))) std::abort();
}

}  // namespace

extern "C" int connect(int socket, const sockaddr* address, socklen_t length) {
  if (!isLocal(address)) std::abort();
  using Connect = int (*)(int, const sockaddr*, socklen_t);
  static const auto real = reinterpret_cast<Connect>(dlsym(RTLD_NEXT, "connect"));
  return real(socket, address, length);
}

extern "C" ssize_t sendto(int socket, const void* bytes, size_t size, int flags, const sockaddr* address,
                          socklen_t length) {
  if (!isLocal(address)) std::abort();
  using SendTo = ssize_t (*)(int, const void*, size_t, int, const sockaddr*, socklen_t);
  static const auto real = reinterpret_cast<SendTo>(dlsym(RTLD_NEXT, "sendto"));
  return real(socket, bytes, size, flags, address, length);
}

extern "C" ssize_t sendmsg(int socket, const msghdr* message, int flags) {
  refuseForeign(*message);
  using SendMsg = ssize_t (*)(int, const msghdr*, int);
  static const auto real = reinterpret_cast<SendMsg>(dlsym(RTLD_NEXT, "sendmsg"));
  return real(socket, message, flags);
}

extern "C" int sendmmsg(int socket, mmsghdr* messages, unsigned count, int flags) {
  for (unsigned i = 0; i < count; ++i) refuseForeign(messages[i].msg_hdr);
  using SendMmsg = int (*)(int, mmsghdr*, unsigned, int);
  static const auto real = reinterpret_cast<SendMmsg>(dlsym(RTLD_NEXT, "sendmmsg"));
  return real(socket, messages, count, flags);
}
