// SPDX-License-Identifier: MIT
#pragma once

#include <transom/export.h>

#include <string>
#include <string_view>
#include <vector>

namespace transom {

/// An origin as HTML serializes it: `https://example.org`, `http://127.0.0.1:8080`, `app://main`, `file://`.
class TRANSOM_API Origin {
 public:
  /// Throws std::invalid_argument, which says what to write, unless it is of that form: a scheme and a host, a port
  /// only where it is not the scheme's own, no path and no slash at its end, in lower case. There are no wildcards; a
  /// host with other letters than those of ASCII is written in its `xn--` form.
  explicit Origin(std::string_view serialized);

  /// The origin of what is shown at `url`; empty for one that has none of its own (`about:`, `data:`, `blob:`).
  [[nodiscard]] static std::string of(std::string_view url);

  /// The text it was made from.
  [[nodiscard]] const std::string& text() const { return text_; }
  /// Whether both have the same text.
  [[nodiscard]] bool operator==(const Origin&) const = default;

 private:
  std::string text_;
};

/// Who may use a channel. Whoever may not is answered as if the channel were unknown, its message is never decoded, and
/// a line in the log says so, once for each page and channel.
///
/// An origin that is allowed is allowed for the frame that sends and for all frames around it, up to the page itself:
/// so no foreign page gets at a channel by putting one of yours into a frame. A page that is a file has the origin
/// `file://`, a file in a frame an opaque one. The origin of the page itself is the engine's
/// word, that of a frame in it the word of the page's process; neither can be changed by a script. An opaque origin
/// (`null`) is never in the list.
struct Access {
  /// Empty: every origin, opaque ones among them.
  std::vector<Origin> allow{};
  /// Only the page itself, no frame in it.
  bool mainFrameOnly = false;
  /// Nobody at all.
  bool nobody = false;
};

}  // namespace transom
