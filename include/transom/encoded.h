// SPDX-License-Identifier: MIT
#pragma once

#include <transom/bytes.h>
#include <transom/encoded_port.h>
#include <transom/export.h>
#include <transom/web_contents.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string_view>

/// For bindings to other languages: messages as the bytes that travel (protocol/PROTOCOL.md, sections 7 and 8), for
/// those who make values of their own of them. Applications in C++ have no use for it. Main thread only.
namespace transom {

class App;
class WebFrameMain;

namespace encoded {

/// The answer to one question of a page, given exactly once: only the first of send() and fail() counts. If this goes
/// without one, the page's call fails with the Error `reply was never sent`.
class TRANSOM_API Reply {
 public:
  Reply() = default;
  virtual ~Reply();
  Reply(const Reply&) = delete;
  Reply& operator=(const Reply&) = delete;

  /// One value; for a stream it is its end, and not looked at. Throws Error RangeError if it has more than
  /// Limits::maxMessageBytes; the call still waits then.
  virtual void send(ByteView value) = 0;
  /// The error; for `invoke` and a stream the arguments of section 8. Never throws.
  virtual void fail(ByteView error) = 0;
};

/// The answer to a stream: its chunks, and then send() or fail(), which ends it.
class TRANSOM_API StreamReply : public Reply {
 public:
  /// Whether the page has taken enough of what it was sent for another chunk.
  [[nodiscard]] virtual bool hasRoom() const = 0;
  /// `callback` is called whenever that may have become true again. It must not throw.
  virtual void onRoom(std::function<void()> callback) = 0;
  /// One value of the stream. REQUIRES: hasRoom(). Throws as send().
  virtual void chunk(ByteView value) = 0;
};

/// A message from a page. Valid during the call that it is handed to.
struct Message {
  /// The page that sent it.
  const std::shared_ptr<WebContents>& sender;
  /// The frame that sent it; null if it is gone already.
  const std::shared_ptr<WebFrameMain>& frame;
  /// IpcMainEvent::frameId().
  std::uint64_t frameId = 0;
  /// What the frame showed when it sent it: reply() goes there.
  std::uint32_t document = 0;
  std::string_view channel;  ///< UTF-8
  /// The arguments; of postMessage() one value. Hostile: nobody has looked at it.
  ByteView payload;
  /// Whether the rules of access let the frame use the channel. Where they don't it must be treated as if nobody
  /// listened, with logRefusal() instead of any other word.
  bool isAllowed = false;
};

/// Gets what all pages send, in the place of the listeners and handlers of C++, which are not asked any more. What its
/// functions throw ends the process.
class TRANSOM_API Receiver {
 public:
  Receiver() = default;
  virtual ~Receiver();
  Receiver(const Receiver&) = delete;
  Receiver& operator=(const Receiver&) = delete;

  /// `ipcRenderer.send`.
  virtual void message(const Message& message) = 0;
  /// Ports that nobody keeps are closed.
  virtual void postMessage(const Message& message, const Ports& ports) = 0;
  /// `ipcRenderer.sendSync`. The page stands still until `reply` is used or gone.
  virtual void syncCall(const Message& message, std::unique_ptr<Reply> reply) = 0;
  /// Stop is requested when nobody waits for the answer any more. Callbacks of it must not throw.
  virtual void invoke(const Message& message, std::unique_ptr<Reply> reply, std::stop_token stop) = 0;
  /// `ipcRenderer.stream`. `stop` as in invoke().
  virtual void stream(const Message& message, std::unique_ptr<StreamReply> reply, std::stop_token stop) = 0;
};

/// To be called before there is a page.
TRANSOM_API void setReceiver(App& app, std::unique_ptr<Receiver> receiver);

/// Says that a message was refused, unless that was said of this page and channel before.
TRANSOM_API void logRefusal(App& app, const Message& message);

/// What became of a question to a page.
struct Answer {
  /// How it ended.
  enum class Outcome {
    answered,  ///< `payload` is the value
    failed,    ///< `payload` is the error; that of invoke() the arguments of section 8
    gone,      ///< the page, or its document, is gone
  };
  /// What `payload` is.
  Outcome outcome = Outcome::gone;
  ByteView payload{};  ///< hostile; valid during the call
};

/// Called exactly once, perhaps before what it was given to returns. It must not throw.
using AnswerCallback = std::function<void(const Answer&)>;

/// To whom something is said: nothing for the main frame's document, which is waited for if there is none yet; else one
/// document, and it is dropped if that is gone.
using Target = std::optional<std::uint32_t>;

/// WebContents::send() and the like. Silent if the page is gone. Throw Error RangeError if channel or payload is over
/// its limit.
TRANSOM_API void send(WebContents& contents, Target target, std::string_view channel, ByteView arguments);
/// Gives `ports` away; throws as Port::post().
TRANSOM_API void postMessage(WebContents& contents, Target target, std::string_view channel, ByteView value,
                             const Ports& ports);
/// WebContents::invoke() without a deadline.
TRANSOM_API void invoke(WebContents& contents, Target target, std::string_view channel, ByteView arguments,
                        AnswerCallback done);
/// WebContents::executeJavaScriptInIsolatedWorld(); `world` 0 is the page's own. Throws Error RangeError for a number
/// that no world has.
TRANSOM_API void evaluate(WebContents& contents, Target target, int world, std::string_view code, AnswerCallback done);

/// The document that the frame shows; 0: none.
[[nodiscard]] TRANSOM_API std::uint32_t documentOf(const WebFrameMain& frame);
/// Where WebFrameMain::send() leads: for the main frame to nothing, for any other to the document that it shows; 0 if
/// it is gone.
[[nodiscard]] TRANSOM_API Target targetOf(const WebFrameMain& frame);

/// Something of the binding's that lives as long as the frame, such as the object that stands for it in the other
/// language; null if there is none.
TRANSOM_API void attach(WebFrameMain& frame, std::shared_ptr<void> companion);
/// What attach() was given last; null if nothing.
[[nodiscard]] TRANSOM_API const std::shared_ptr<void>& companionOf(const WebFrameMain& frame);

}  // namespace encoded
}  // namespace transom
