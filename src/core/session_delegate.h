// SPDX-License-Identifier: MIT
#pragma once

#include "core/document_id.h"
#include "core/port.h"
#include "core/reply.h"
#include "core/stream_reply.h"

#include <transom/bytes.h>

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace transom::core {

struct DocumentInfo {
  DocumentId id = 0;
  std::uint64_t frameId = 0;   ///< the web frame that shows it, in the engine's numbering
  std::uint64_t parentId = 0;  ///< the frame around it; 0: it is the main frame
  bool mainFrame = false;
  std::string url;     ///< UTF-8
  std::string origin;  ///< as the page's process says, UTF-8: `https://host:port`, or `null` for an opaque one
};

/// A message, a posted message, a synchronous call, an invoke or the request for a stream. Its channel is UTF-8, its
/// size within the limits; its payload has not been looked at.
struct IncomingMessage {
  DocumentId document = 0;
  std::string_view channel;
  ByteView payload;
};

/// A line of a page's console.
struct ConsoleMessage {
  DocumentId document = 0;  ///< 0: the page as a whole
  int level = 0;            ///< 0 info, 1 log, 2 warning, 3 error, 4 debug
  std::string_view text;    ///< UTF-8
  std::string_view sourceUrl;
  std::uint32_t line = 0;
};

struct CloseReason {
  bool violation = false;  ///< the page broke the protocol, or a limit; else one of the two sides just closed
  std::string text;
};

/// What a Session tells. Views it is given are valid until the call
/// returns. Every call may close or destroy the Session; none may throw.
class SessionDelegate {
 public:
  virtual void documentOpened(const DocumentInfo& document) = 0;
  /// Told for every document that was opened, at the latest before sessionClosed(). `replaced`: its frame is about to
  /// show another one.
  virtual void documentClosed(DocumentId document, bool replaced) = 0;
  /// Its DOM is built.
  virtual void documentReady(DocumentId document) = 0;
  /// Its last scripts run: it may still say something, and then it is closed.
  virtual void documentUnloading(DocumentId document) = 0;

  /// From a document that is open. Messages, synchronous calls and invokes of one page come in the order in which it
  /// sent them.
  virtual void message(const IncomingMessage& message) = 0;
  /// The same with one value instead of arguments. The ports are open, and whoever keeps none closes them.
  virtual void postMessage(const IncomingMessage& message, std::vector<std::shared_ptr<Port>> ports) = 0;
  /// `reply` may be kept and answered later.
  virtual void syncCall(const IncomingMessage& message, Reply reply) = 0;
  /// A question that doesn't block its page. `stop` is requested when nobody waits for the answer any more: the page
  /// has cancelled it, or its document or the session is gone. What listens to that must not throw.
  virtual void invoke(const IncomingMessage& message, Reply reply, std::stop_token stop) = 0;
  /// An invoke that is answered with a stream of values; all else as for invoke().
  virtual void stream(const IncomingMessage& message, StreamReply reply, std::stop_token stop) = 0;
  virtual void console(const ConsoleMessage& message) = 0;

  /// The connection is over. The last call.
  virtual void sessionClosed(const CloseReason& reason) = 0;

 protected:
  ~SessionDelegate() = default;
};

}  // namespace transom::core
