// SPDX-License-Identifier: MIT
#include "frame_tree.h"

#include "web_frame_impl.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace transom::detail {
namespace {

std::shared_ptr<WebFrameMain> newFrame() {
  return std::make_shared<WebFrameMain>(std::make_unique<WebFrameImpl>());
}

}  // namespace

FrameTree::FrameTree() : main_(newFrame()) {
  WebFrameImpl::of(*main_).mainFrame = true;
}

FrameTree::~FrameTree() {
  clear();
}

void FrameTree::belongTo(const std::weak_ptr<WebContents>& contents) {
  WebFrameImpl::of(*main_).contents = contents;
}

std::shared_ptr<WebFrameMain> FrameTree::frameOf(core::DocumentId document) const {
  const auto found = shownBy_.find(document);
  return found == shownBy_.end() ? nullptr : found->second.lock();
}

bool FrameTree::areOf(const std::string& origin) const {
  const auto isOf = [&origin](const WebFrameMain& frame) { return WebFrameImpl::of(frame).origin == origin; };
  return isOf(*main_) &&
         std::all_of(frames_.begin(), frames_.end(), [&isOf](const auto& entry) { return isOf(*entry.second); });
}

SendingFrame FrameTree::sender(core::DocumentId document) const {
  auto frame = frameOf(document);
  const std::uint64_t id = frame ? WebFrameImpl::of(*frame).id : 0;
  return {.frame = std::move(frame), .document = document, .id = id};
}

void FrameTree::opened(const core::DocumentInfo& document) {
  const auto frame = frameFor(document);
  WebFrameImpl& state = WebFrameImpl::of(*frame);
  state.document = document.id;
  state.unloading = false;
  state.url = document.url;
  const bool believed = !document.origin.empty() && (!document.mainFrame || document.origin == vouched_);
  state.origin = believed ? document.origin : "null";
  shownBy_[document.id] = frame;
}

std::shared_ptr<WebFrameMain> FrameTree::frameFor(const core::DocumentInfo& document) {
  if (document.mainFrame) {
    WebFrameImpl::of(*main_).id = document.frameId;
    return main_;
  }
  auto& frame = frames_[document.frameId];
  if (frame) return frame;
  // A parent that is not among them is the main frame, or never began a document: the main frame stands for it.
  const auto found = frames_.find(document.parentId);
  const std::shared_ptr<WebFrameMain>& parent = found == frames_.end() || !found->second ? main_ : found->second;
  frame = newFrame();
  WebFrameImpl& state = WebFrameImpl::of(*frame);
  state.contents = WebFrameImpl::of(*main_).contents;
  state.parent = parent;
  state.id = document.frameId;
  WebFrameImpl::of(*parent).children.push_back(frame);
  return frame;
}

void FrameTree::unloading(core::DocumentId document) {
  const auto frame = frameOf(document);
  if (frame && WebFrameImpl::of(*frame).document == document) WebFrameImpl::of(*frame).unloading = true;
}

void FrameTree::closed(core::DocumentId document, bool replaced) {
  const auto frame = frameOf(document);
  shownBy_.erase(document);
  if (!frame || WebFrameImpl::of(*frame).document != document) return;
  WebFrameImpl::of(*frame).document = 0;
  removeChildren(*frame);
  if (!replaced && frame != main_) remove(frame);
}

void FrameTree::clear() {
  removeChildren(*main_);
  WebFrameImpl::of(*main_).document = 0;
  frames_.clear();
  shownBy_.clear();
}

void FrameTree::remove(const std::shared_ptr<WebFrameMain>& frame) {
  WebFrameImpl& state = WebFrameImpl::of(*frame);
  if (const auto parent = state.parent.lock()) std::erase(WebFrameImpl::of(*parent).children, frame);
  removeChildren(*frame);
  state.document = 0;
  state.parent.reset();
  state.contents.reset();
  frames_.erase(state.id);
}

void FrameTree::removeChildren(WebFrameMain& frame) {
  for (const auto& child : std::exchange(WebFrameImpl::of(frame).children, {})) remove(child);
}

}  // namespace transom::detail
