// SPDX-License-Identifier: MIT
#pragma once

#include <transom/arguments.h>
#include <transom/export.h>
#include <transom/message.h>

#include <memory>
#include <string_view>
#include <type_traits>

namespace transom {

namespace detail {
struct SenderTarget;
}

/// Sends to one page from any thread. Copyable; may outlive the page and the application, and does nothing then.
class TRANSOM_API ContentsSender {
 public:
  /// For the library: WebContents::sender() makes it.
  explicit ContentsSender(std::shared_ptr<detail::SenderTarget> target) : target_(std::move(target)) {}

  /// Like WebContents::send(), from any thread. Messages of one thread arrive in the order sent. The arguments are
  /// encoded in the calling thread, so what they refer to must not be changed by another one meanwhile. Throws
  /// RangeError if the message is too deep or too large.
  template <class... Args>
  void send(std::string_view channel, const Args&... args) const {
    sendArguments(channel, Arguments::of(args...));
  }
  /// The same for a message whose channel and types are known by name.
  template <class... Parameters>
  void send(const Message<Parameters...>& message, const std::type_identity_t<Parameters>&... arguments) const {
    sendArguments(message.channel(), Arguments::of(arguments...));
  }
  /// send(), for arguments that are collected at run time.
  void sendArguments(std::string_view channel, const Arguments& arguments) const;

 private:
  std::shared_ptr<detail::SenderTarget> target_;
};

}  // namespace transom
