// SPDX-License-Identifier: MIT
#pragma once

#include "core/call_result.h"
#include "core/document_id.h"
#include "core/port.h"
#include "core/session_delegate.h"

#include <transom/bytes.h>
#include <transom/interfaces/transport.h>
#include <transom/limits.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace transom::core {

class Connection;

/// What a page may do, and what runs in it.
struct PageRights {
  bool ipcExposed = false;      ///< whether the page's own world may send messages
  bool ipcInSubFrames = false;  ///< whether what may send in the page may do so in its frames, too
  /// What runs in every document that may send, before its page does; empty: nothing.
  std::string preload{};
  std::string preloadUrl{};  ///< where it comes from, for the page's errors and inspector
  bool isolated = false;     ///< whether it runs in a world of its own

  [[nodiscard]] bool hasIpc() const { return ipcExposed || !preload.empty(); }
};

struct SessionSettings {
  PageRights rights;
  Limits limits;
};

/// Main's end of the connection with one page: handshake, documents, messages, calls, limits, as protocol/PROTOCOL.md
/// says. It moves bytes and never looks into a payload. All of it belongs to the loop's thread.
class Session {
 public:
  /// `delegate` must live until sessionClosed() or the end of the session.
  Session(std::unique_ptr<Transport> transport, const SessionSettings& settings, SessionDelegate& delegate);
  /// Closes without a word to the delegate. Calls that wait for the page are settled as gone.
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Begins to listen. The page speaks first.
  void start();

  /// Tells the delegate, before it returns, of everything that the page has sent up to now.
  void readWaiting();

  /// Sends a message to one document; does nothing if that isn't open any more. Never calls the delegate.
  /// If more than maxQueuedBytes wait for the page after it, the session closes soon: `page does not read`.
  /// Throws std::length_error if channel or payload is over its limit: whoever encodes checks first.
  void send(DocumentId document, std::string_view channel, ByteView payload);

  /// The same with one value instead of arguments, and with ends of channels, which are in that document from now on.
  /// If that isn't open, or has no IPC, they are closed.
  void postMessage(DocumentId document, std::string_view channel, ByteView payload,
                   const std::vector<std::shared_ptr<Port>>& ports);

  /// Runs JavaScript, as UTF-8, in one document. `done` is called exactly once: with what the page answered, or that
  /// document or session is gone, in which case that may be before this returns. It may destroy the session. `world`:
  /// the number of the script world that it runs in; empty: the page's own.
  void evaluate(DocumentId document, ByteView code, CallCallback done, std::string_view world = {});

  /// Asks the handler of `channel` in one document; `done` as for evaluate(). Throws std::length_error as send().
  void invoke(DocumentId document, std::string_view channel, ByteView payload, CallCallback done);

  /// Says `bye` with `reason`, and closes: the delegate is told
  /// before this returns. Does nothing on a session that is closed.
  void close(std::string_view reason);

 private:
  std::shared_ptr<Connection> connection_;
};

}  // namespace transom::core
