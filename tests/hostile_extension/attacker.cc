// SPDX-License-Identifier: MIT
#include "attacker.h"

#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <initializer_list>
#include <string>
#include <utility>

namespace transom::test {
namespace {

// A header and the two limits; PROTOCOL.md, section 3.
constexpr std::size_t kWelcomeBytes = 36;

std::string fromHex(std::string_view digits) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
  }
  return bytes;
}

/// Cuts off and gives what precedes `separator`.
std::string_view cut(std::string_view& text, char separator) {
  const std::size_t end = text.find(separator);
  const std::string_view head = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return head;
}

/// Sends copies of `descriptors` to the view under the name that main listens to, and closes these.
void sendToView(WebKitWebPage* page, std::initializer_list<int> descriptors) {
  GUnixFDList* list = g_unix_fd_list_new();
  for (const int descriptor : descriptors) {
    g_unix_fd_list_append(list, descriptor, nullptr);
    ::close(descriptor);
  }
  WebKitUserMessage* message = webkit_user_message_new_with_fd_list("transom-connect", nullptr, list);
  webkit_web_page_send_message_to_view(page, message, nullptr, nullptr, nullptr);
  g_object_unref(list);
}

std::pair<int, int> newPair(int type) {
  std::array<int, 2> ends{-1, -1};
  socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends.data());
  return {ends[0], ends[1]};
}

int newListener() {
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  listen(socket, 1);
  return socket;
}

gboolean sendBack(gint socket, GIOCondition, gpointer) {
  std::array<char, 4096> buffer{};
  const ssize_t count = recv(socket, buffer.data(), buffer.size(), 0);
  if (count <= 0) return G_SOURCE_REMOVE;
  return ::send(socket, buffer.data(), static_cast<std::size_t>(count), MSG_NOSIGNAL) == count;
}

}  // namespace

Attacker::~Attacker() {
  for (const int socket : sockets_) ::close(socket);
}

void Attacker::run(std::string_view script) {
  while (!script.empty()) {
    std::string_view argument = cut(script, ';');
    const std::string_view name = cut(argument, ':');
    runCommand(name, argument);
  }
}

void Attacker::runCommand(std::string_view name, std::string_view argument) {
  if (name == "connect") connect();
  if (name == "offer") offer(argument);
  if (name == "shout") {
    WebKitUserMessage* message = webkit_user_message_new(std::string(argument).c_str(), g_variant_new_string("junk"));
    webkit_web_page_send_message_to_view(page_, message, nullptr, nullptr, nullptr);
  }
  if (name == "send") send(fromHex(argument));
  if (name == "flood") flood(fromHex(argument));
  if (name == "hangup") hangUp();
  if (name == "await") await();
  if (name == "bounce") bounce();
}

void Attacker::connect() {
  const auto [ours, theirs] = newPair(SOCK_STREAM);
  sockets_.push_back(ours);
  sendToView(page_, {theirs});
}

void Attacker::offer(std::string_view kind) {
  if (kind == "nothing") return sendToView(page_, {});
  if (kind == "two") {
    const auto [one, other] = newPair(SOCK_STREAM);
    return sendToView(page_, {one, other});
  }
  if (kind == "file") return sendToView(page_, {open("/dev/zero", O_RDONLY | O_CLOEXEC)});
  if (kind == "listener") return sendToView(page_, {newListener()});
  if (kind == "tcp") return sendToView(page_, {::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)});
  if (kind == "datagram") return sendToView(page_, {newPair(SOCK_DGRAM).first});
  if (kind == "pipe") {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) == 0) sendToView(page_, {ends[0]});
  }
}

bool Attacker::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(sockets_.back(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void Attacker::flood(std::string_view bytes) {
  while (send(bytes)) {
  }
}

void Attacker::hangUp() {
  ::close(sockets_.back());
  sockets_.pop_back();
}

void Attacker::await() {
  std::array<char, kWelcomeBytes> welcome{};
  recv(sockets_.back(), welcome.data(), welcome.size(), MSG_WAITALL);
}

void Attacker::bounce() {
  g_unix_fd_add(sockets_.back(), static_cast<GIOCondition>(G_IO_IN | G_IO_HUP), sendBack, nullptr);
}

}  // namespace transom::test
