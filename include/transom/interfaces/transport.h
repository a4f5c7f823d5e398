// SPDX-License-Identifier: MIT
#pragma once

#include <transom/bytes.h>

#include <cstddef>
#include <span>
#include <string_view>

namespace transom {

/// Takes what a transport reads. Its memory is read into directly, so that a large message is copied once only.
/// Its functions are called from the loop only, and never inside one another, not even when one of them runs the loop.
class TransportReceiver {
 public:
  /// Where the next bytes go. Never empty; valid until bytesRead() or the end of the transport.
  virtual std::span<std::byte> readBuffer() = 0;
  /// The first `count` bytes of readBuffer() have been filled. May close or destroy the transport.
  virtual void bytesRead(std::size_t count) = 0;
  /// The other side closed, or the transport broke. The last call;
  /// not made after Transport::close(). May destroy the transport.
  virtual void transportClosed(std::string_view reason) = 0;

 protected:
  ~TransportReceiver() = default;
};

/// A reliable, ordered stream of bytes to one peer. It knows nothing of frames and holds no pointer upward but its
/// receiver. All of it belongs to one thread, the loop's.
class Transport {
 public:
  /// Closes without a word to the receiver.
  virtual ~Transport() = default;

  /// Begins to read. Called once; `receiver` must live until close() or until it was told transportClosed().
  virtual void start(TransportReceiver& receiver) = 0;

  /// Sends `head` and then `body`. Never blocks and never fails: what the peer does not
  /// take now is queued (copied) and sent when it does; on a closed transport it does
  /// nothing. Breakage is reported through transportClosed(), never from inside write().
  virtual void write(ByteView head, ByteView body) = 0;

  /// Hands the receiver, before it returns, what has come from the peer up to now; never waits for more. Does nothing
  /// inside a call of the receiver. It may end with transportClosed().
  virtual void readWaiting() = 0;

  /// Bytes that wait for the peer.
  [[nodiscard]] virtual std::size_t queuedBytes() const = 0;

  /// Sends what can be sent without waiting, then closes. Idempotent; the receiver is not called again.
  virtual void close() = 0;

  /// Gives the peer up: what waits for it is dropped, and the
  /// receiver is told transportClosed(reason), soon, from the loop.
  virtual void abort(std::string_view reason) = 0;
};

}  // namespace transom
