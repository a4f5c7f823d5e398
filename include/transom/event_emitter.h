// SPDX-License-Identifier: MIT
#pragma once

#include <transom/arguments.h>
#include <transom/listener.h>
#include <transom/listener_traits.h>
#include <transom/signature.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace transom {

/// Node's EventEmitter, in C++: listeners by name, called in the order of registration.
///
/// A listener names the types it wants: `[](Event&, std::string path, std::optional<int> line) {…}`. Missing trailing
/// arguments fill optionals, spare ones are ignored; `const Arguments&` gets all of them as they came; a listener
/// without parameters gets nothing. An argument of the wrong type never reaches the listener: it raises an
/// ArgumentError instead.
///
/// emit() runs over the listeners as they were when it began. Main thread only.
template <class Event>
class EventEmitter {
 public:
  /// What a listener becomes.
  using Callback = std::function<void(Event&, const Arguments&)>;

  EventEmitter() : table_(std::make_shared<Table>()) {}
  EventEmitter(const EventEmitter&) = delete;
  EventEmitter& operator=(const EventEmitter&) = delete;

  /// Adds `listener` for `name`, after those that are there.
  template <class F>
  Listener on(std::string_view name, F&& listener) {
    return add<F>(name, std::forward<F>(listener), Position::last, Times::always);
  }
  /// The same as on().
  template <class F>
  Listener addListener(std::string_view name, F&& listener) {
    return on(name, std::forward<F>(listener));
  }
  /// Adds a listener that is removed before its first call.
  template <class F>
  Listener once(std::string_view name, F&& listener) {
    return add<F>(name, std::forward<F>(listener), Position::last, Times::once);
  }
  /// on(), before those that are there.
  template <class F>
  Listener prependListener(std::string_view name, F&& listener) {
    return add<F>(name, std::forward<F>(listener), Position::first, Times::always);
  }
  /// once(), before those that are there.
  template <class F>
  Listener prependOnceListener(std::string_view name, F&& listener) {
    return add<F>(name, std::forward<F>(listener), Position::first, Times::once);
  }
  /// on(), for as long as the result lives.
  template <class F>
  ScopedListener scoped(std::string_view name, F&& listener) {
    const Listener token = on(name, std::forward<F>(listener));
    return ScopedListener([weak = std::weak_ptr(table_), name = std::string(name), token] {
      if (const auto table = weak.lock()) table->remove(name, token);
    });
  }

  /// Removes one registration. Does nothing if it is gone already, or belongs to another name or emitter.
  void removeListener(std::string_view name, const Listener& listener) { table_->remove(name, listener); }
  /// The same as removeListener().
  void off(std::string_view name, const Listener& listener) { removeListener(name, listener); }
  /// Removes all listeners of `name`.
  void removeAllListeners(std::string_view name) {
    if (const auto found = table_->lists.find(name); found != table_->lists.end()) table_->lists.erase(found);
  }
  /// Removes all listeners.
  void removeAllListeners() { table_->lists.clear(); }

  /// The names that have listeners, in the order in which they got their first.
  [[nodiscard]] std::vector<std::string> eventNames() const {
    std::map<std::uint64_t, std::string> byAge;
    for (const auto& [name, list] : table_->lists) byAge.emplace(list.number, name);
    std::vector<std::string> names;
    for (const auto& [number, name] : byAge) names.push_back(name);
    return names;
  }
  /// How many listeners `name` has.
  [[nodiscard]] std::size_t listenerCount(std::string_view name) const {
    const auto found = table_->lists.find(name);
    return found == table_->lists.end() ? 0 : found->second.entries->size();
  }

  /// For the library: what writeTypes() says of each listener of `name`, in their order.
  [[nodiscard]] std::vector<detail::DescribeSignature> signatures(std::string_view name) const {
    std::vector<detail::DescribeSignature> all;
    if (const auto found = table_->lists.find(name); found != table_->lists.end()) {
      for (const auto& entry : *found->second.entries) all.push_back(entry->describe);
    }
    return all;
  }

  /// Calls the listeners of `name`, one after the other. What one throws ends it and comes out here.
  /// @return whether there were any
  bool emit(std::string_view name, Event& event, const Arguments& arguments) {
    const Snapshot listeners(*this, name);
    for (std::size_t i = 0; i < listeners.size(); ++i) listeners.call(i, event, arguments);
    return listeners.size() > 0;
  }

 private:
  struct Entry {
    Callback callback;
    detail::DescribeSignature describe = nullptr;
    bool once = false;
    bool called = false;
  };
  using List = std::vector<std::shared_ptr<Entry>>;
  enum class Position { first, last };
  enum class Times { once, always };

  /// The listeners of one name. A list is never changed, but replaced, so that one in use stays as it was.
  struct Named {
    std::shared_ptr<const List> entries = std::make_shared<const List>();
    std::uint64_t number = 0;  // of the names that came to have listeners
  };
  struct Table {
    std::map<std::string, Named, std::less<>> lists;
    std::uint64_t lastNumber = 0;

    void remove(std::string_view name, const Listener& listener) {
      const auto found = lists.find(name);
      if (found == lists.end()) return;
      List rest;
      const List& all = *found->second.entries;
      std::copy_if(all.begin(), all.end(), std::back_inserter(rest),
                   [&listener](const auto& entry) { return Listener(entry) != listener; });
      if (rest.empty()) {
        lists.erase(found);
      } else {
        found->second.entries = std::make_shared<const List>(std::move(rest));
      }
    }
  };

 public:
  /// The listeners of one name as they are now, to be called one by one: for whoever has to go on when one of them
  /// throws.
  class Snapshot {
   public:
    Snapshot() = default;
    /// Those of `name`. Keeps them, and may outlive the emitter.
    Snapshot(const EventEmitter& emitter, std::string_view name) : table_(emitter.table_) {
      if (const auto found = table_->lists.find(name); found != table_->lists.end()) {
        name_ = name;
        list_ = found->second.entries;
      }
    }
    /// How many there are.
    [[nodiscard]] std::size_t size() const { return list_ ? list_->size() : 0; }
    /// Calls one; one for one time that was called already is left out. Passes on what it throws.
    void call(std::size_t index, Event& event, const Arguments& arguments) const {
      Entry& entry = *(*list_)[index];
      if (entry.once) {
        if (std::exchange(entry.called, true)) return;
        table_->remove(name_, Listener((*list_)[index]));
      }
      entry.callback(event, arguments);
    }

   private:
    std::shared_ptr<Table> table_;
    std::string name_;
    std::shared_ptr<const List> list_;
  };

 private:
  template <class F>
  static Callback adapt(F&& listener) {
    static_assert(
        !detail::kOutlivesItsArguments<std::decay_t<F>>,
        "a listener with parameters can't be a coroutine: its event and arguments end when it first waits. Let "
        "a handler answer (handle(), and invoke or stream in the page), or have the listener start a coroutine "
        "that is given by value what it needs");
    return [listener = std::forward<F>(listener)](Event& event, const Arguments& arguments) mutable {
      callWithArguments(listener, event, arguments);
    };
  }

  template <class F>
  Listener add(std::string_view name, F&& listener, Position position, Times times) {
    return add(name,
               {.callback = adapt(std::forward<F>(listener)),
                .describe = &detail::describeListener<std::decay_t<F>>,
                .once = times == Times::once},
               position);
  }

  Listener add(std::string_view name, Entry&& added, Position position) {
    auto entry = std::make_shared<Entry>(std::move(added));
    Listener token(entry);
    Named& named = table_->lists[std::string(name)];
    if (named.number == 0) named.number = ++table_->lastNumber;
    List grown = *named.entries;
    grown.insert(position == Position::first ? grown.begin() : grown.end(), std::move(entry));
    named.entries = std::make_shared<const List>(std::move(grown));
    return token;
  }

  std::shared_ptr<Table> table_;
};

}  // namespace transom
