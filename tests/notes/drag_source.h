// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace transom::test {

class XConnection;

/// The side of a file manager in a drag to the connection's window (XDND, version 5).
class DragSource {
 public:
  /// @param uris what is dragged: a `text/uri-list`
  DragSource(XConnection& x, std::string uris);
  ~DragSource();
  DragSource(const DragSource&) = delete;
  DragSource& operator=(const DragSource&) = delete;

  /// The pointer is at a place of the window. The next one can be told once the window has answered.
  void moveTo(int x, int y);
  void drop();

  /// Readable when there is something to read.
  [[nodiscard]] int descriptor() const;
  /// Takes in what the window has said.
  void readEvents();
  /// What it has said of the place told last.
  [[nodiscard]] bool isAccepted() const { return accepted_; }
  [[nodiscard]] bool isFinished() const { return finished_; }

 private:
  XConnection& x_;
  std::string uris_;
  unsigned long window_;  // X's number of the window that the drag comes from
  bool accepted_ = false;
  bool finished_ = false;
};

}  // namespace transom::test
