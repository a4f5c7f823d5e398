// SPDX-License-Identifier: MIT
#include "page_bridge.h"

#include "base/utf8.h"
#include "wire/little_endian.h"

#include <gio/gunixfdlist.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <string_view>

namespace transom::webkitgtk {
namespace {

// A data: URL or a logged string can be of any size; main needs the beginning at most.
constexpr std::size_t kMaxUrlBytes = std::size_t{4} << 10;
constexpr std::size_t kMaxOriginBytes = std::size_t{1} << 10;
constexpr std::size_t kMaxConsoleBytes = std::size_t{64} << 10;

/// At most `limit` bytes of `text`, which may be null, without looking at all that is beyond them.
std::string_view clip(const char* text, std::size_t limit) {
  return text ? clipUtf8({text, strnlen(text, limit + 1)}, limit) : std::string_view();
}

bool hasAddress(const char* url) {
  return url && *url != '\0' && !std::string_view(url).starts_with("about:");
}

std::uint8_t protocolLevel(WebKitConsoleMessageLevel level) {
  switch (level) {
    case WEBKIT_CONSOLE_MESSAGE_LEVEL_INFO: return 0;
    case WEBKIT_CONSOLE_MESSAGE_LEVEL_LOG: return 1;
    case WEBKIT_CONSOLE_MESSAGE_LEVEL_WARNING: return 2;
    case WEBKIT_CONSOLE_MESSAGE_LEVEL_ERROR: return 3;
    case WEBKIT_CONSOLE_MESSAGE_LEVEL_DEBUG: return 4;
  }
  return 1;
}

/// Gives the other end to the view that shows `page`: the engine routes it, so no name, port or token is needed.
bool sendToView(WebKitWebPage* page, int socket, const std::string& origin) {
  GUnixFDList* list = g_unix_fd_list_new();
  const bool appended = g_unix_fd_list_append(list, socket, nullptr) >= 0;
  if (appended) {
    WebKitUserMessage* message =
        webkit_user_message_new_with_fd_list("transom-connect", g_variant_new_string(origin.c_str()), list);
    webkit_web_page_send_message_to_view(page, message, nullptr, nullptr, nullptr);
  }
  g_object_unref(list);
  return appended;
}

}  // namespace

PageBridge::~PageBridge() {
  disconnect();
  for (const auto& [id, frame] : frames_) g_object_weak_unref(G_OBJECT(frame->frame), onFrameGone, frame.get());
}

void PageBridge::disconnect() {
  const auto shows = [](const auto& entry) { return entry.second->worlds != nullptr; };
  // One by one: what waits in a document hears that it is over, and may do anything to the frames.
  for (auto found = std::find_if(frames_.begin(), frames_.end(), shows); found != frames_.end();
       found = std::find_if(frames_.begin(), frames_.end(), shows)) {
    forgetDocument(*found->second);
  }
  if (connection_) connection_->shut();
  connection_.reset();
  lastDocument_ = 0;
}

void PageBridge::connect(const FramePlace& main) {
  disconnect();
  origin_ = main.origin();
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return;
  const bool sent = sendToView(page_, ends[1], origin_);
  ::close(ends[1]);
  auto connection = std::make_shared<PageConnection>(
      ends[0], [this](const wire::FrameHeader& header, ByteView frame) { onFrame(header, frame); });
  if (!sent) return;
  if (const auto settings = connection->handshake()) {
    settings_ = *settings;
    connection_ = std::move(connection);
  } else if (!connection->refusal().empty()) {
    g_warning("transom: main refused this page: %s", connection->refusal().c_str());
  }
}

void PageBridge::documentBegan(WebKitFrame* frame, WebKitScriptWorld* world) {
  JSCContext* context = webkit_frame_get_js_context_for_script_world(frame, world);
  // Whether this page has a connection or not: others of the same process may reach its windows.
  Frame& shown = frameFor(frame);
  if (!shown.window || !shown.window->isOf(context)) {
    worlds_->sealPage(context);
    shown.window = std::make_shared<FrameWindow>(context);
  }
  JSCContext* const asking = worlds_->askingContext(frame);
  const FramePlace place(asking);
  g_object_unref(asking);
  // A message from a page that is not shown yet may be lost: then this fails, and the next document asks again. Another
  // origin takes another connection: the engine vouches for the origin when it brings that to main. No two opaque ones
  // are the same.
  const bool mainFrame = webkit_frame_is_main_frame(frame);
  if (mainFrame && (!connection_ || place.isOpaque() || place.origin() != origin_)) connect(place);
  if (connection_) begin(shown, context, place);
  g_object_unref(context);
}

PageBridge::Frame& PageBridge::frameFor(WebKitFrame* frame) {
  const std::uint64_t id = webkit_frame_get_id(frame);
  auto& known = frames_[id];
  if (known) return *known;
  known = std::make_unique<Frame>(Frame{.bridge = this, .frame = frame, .id = id});
  g_object_weak_ref(G_OBJECT(frame), onFrameGone, known.get());
  if (webkit_frame_is_main_frame(frame)) mainFrame_ = id;
  return *known;
}

void PageBridge::begin(Frame& frame, JSCContext* context, const FramePlace& place) {
  forgetDocument(frame);
  const bool mainFrame = frame.id == mainFrame_;
  std::array<std::byte, 16> ids{};
  const std::span<std::byte> bytes(ids);
  wire::storeLittleEndian(bytes, frame.id);
  wire::storeLittleEndian(bytes.subspan(8), mainFrame ? 0 : parentOf(frame, place));
  std::string payload(reinterpret_cast<const char*>(ids.data()), ids.size());
  // Whole or not at all: the beginning of an origin may be another one.
  if (place.origin().size() <= std::min<std::uint64_t>(kMaxOriginBytes, settings_.maxMessageBytes - ids.size())) {
    payload += place.origin();
  }
  const std::uint32_t document = ++lastDocument_;
  const char* const url = webkit_frame_get_uri(frame.frame);
  connection_->post({.kind = wire::Kind::documentOpened,
                     .flags = mainFrame ? wire::kFlagMainFrame : std::uint8_t{0},
                     .document = document},
                    clip(url, maxUrlBytes()), std::as_bytes(std::span(payload)));
  const bool hasIpc = mainFrame || settings_.ipcInSubFrames;
  const auto worlds = std::make_shared<DocumentWorlds>(context, DocumentOptions{.frame = frame.frame,
                                                                                .document = document,
                                                                                .connection = connection_,
                                                                                .settings = settings_,
                                                                                .worlds = worlds_,
                                                                                .window = frame.window,
                                                                                .isBlank = !hasAddress(url),
                                                                                .hasIpc = hasIpc});
  frame.worlds = worlds;
  documents_[document] = worlds;
  // The last step: it may begin other frames, and remove this one.
  if (hasIpc) worlds->runPreload();
}

/// A frame around it that never began a document is not known: the main frame stands for it.
std::uint64_t PageBridge::parentOf(const Frame& frame, const FramePlace& place) const {
  for (const auto& [id, other] : frames_) {
    if (id == frame.id || !other->worlds) continue;
    JSCContext* const asking = worlds_->askingContext(other->frame);
    const bool isAround = place.isIn(asking);
    g_object_unref(asking);
    if (isAround) return id;
  }
  return mainFrame_;
}

void PageBridge::forgetDocument(Frame& frame) {
  if (!frame.worlds) return;
  documents_.erase(frame.worlds->document());
  frame.worlds->end();
  frame.worlds.reset();
}

void PageBridge::onFrameGone(gpointer frame, GObject*) {
  const auto* const gone = static_cast<Frame*>(frame);
  PageBridge& bridge = *gone->bridge;
  const auto node = bridge.frames_.extract(gone->id);
  bridge.close(*node.mapped());
}

void PageBridge::close(Frame& frame) {
  if (!frame.worlds) return;
  const std::uint32_t document = frame.worlds->document();
  forgetDocument(frame);
  connection_->post({.kind = wire::Kind::documentClosed, .document = document}, {}, {});
}

std::uint32_t PageBridge::mainDocument() const {
  const auto found = frames_.find(mainFrame_);
  return found != frames_.end() && found->second->worlds ? found->second->worlds->document() : 0;
}

void PageBridge::domReady() {
  // A page without scripts gets its script context only when somebody asks for it; that begins the document. The call
  // is deprecated since a page's main frame may come to live in another process; this one's DOM was built here just
  // now.
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  WebKitFrame* const frame = webkit_web_page_get_main_frame(page_);
  G_GNUC_END_IGNORE_DEPRECATIONS
  JSCContext* context = webkit_frame_get_js_context(frame);
  g_object_unref(context);
  if (const std::uint32_t document = mainDocument()) {
    connection_->post({.kind = wire::Kind::documentReady, .document = document}, {}, {});
  }
}

void PageBridge::consoleMessage(WebKitConsoleMessage* message) {
  if (!connection_) return;
  connection_->post({.kind = wire::Kind::console,
                     .flags = protocolLevel(webkit_console_message_get_level(message)),
                     .document = mainDocument(),
                     .call = webkit_console_message_get_line(message)},
                    clip(webkit_console_message_get_source_id(message), maxUrlBytes()),
                    std::as_bytes(std::span(clip(webkit_console_message_get_text(message), maxConsoleBytes()))));
}

std::size_t PageBridge::maxUrlBytes() const {
  return std::min<std::size_t>(kMaxUrlBytes, settings_.maxChannelBytes);
}

std::size_t PageBridge::maxConsoleBytes() const {
  return std::min<std::uint64_t>(kMaxConsoleBytes, settings_.maxMessageBytes);
}

void PageBridge::onFrame(const wire::FrameHeader& header, ByteView frame) {
  // A message for a former document goes no further.
  const auto found = documents_.find(header.document);
  if (found == documents_.end()) return;
  if (const auto worlds = found->second.lock()) worlds->onFrame(header, frame);
}

}  // namespace transom::webkitgtk
