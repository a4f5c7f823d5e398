// SPDX-License-Identifier: MIT
#include <transom/write_types.h>

#include "api/types/channel_types.h"
#include "api/types/type_names.h"
#include "api/types/type_text.h"

#include <transom/app.h>
#include <transom/web_contents.h>
#include <transom/web_frame_main.h>

#include <array>
#include <map>
#include <ostream>
#include <span>
#include <string>
#include <vector>

namespace transom {
namespace {

using detail::ChannelTypes;
using detail::TypeDeclaration;
using detail::TypeText;

void writeInterface(std::ostream& out, const std::string& name, const TypeDeclaration& type, const TypeText& text) {
  out << "\nexport interface " << name << " {\n";
  for (const auto& field : type.fields) out << "  " << text.of(field) << ";\n";
  out << "}\n";
}

void writeEnumeration(std::ostream& out, const std::string& name, const TypeDeclaration& type) {
  out << "\nexport type " << name << " =";
  const char* separator = " ";
  for (const std::string& enumerator : type.enumerators) {
    out << separator << detail::quotedText(enumerator);
    separator = " | ";
  }
  out << ";\n";
}

void writeDeclarations(std::ostream& out, const ChannelTypes& channels, const TypeText& text) {
  std::map<std::string, const TypeDeclaration*> byName;
  std::size_t number = 0;
  for (const auto& declaration : channels.types.declarations()) byName.emplace(text.names()[number++], &declaration);
  for (const auto& [name, type] : byName) {
    if (type->enumerators.empty()) {
      writeInterface(out, name, *type, text);
    } else {
      writeEnumeration(out, name, *type);
    }
  }
}

struct ChannelInterface {
  const char* name;
  const ChannelTypes::Table& channels;
};

void writeChannels(std::ostream& out, const ChannelInterface& interface, const TypeText& text) {
  if (interface.channels.empty()) return;
  out << "\ninterface Application" << interface.name << " {\n";
  for (const auto& [channel, signature] : interface.channels) {
    out << "  " << detail::propertyName(channel) << ": " << text.of(signature) << ";\n";
  }
  out << "}\n";
}

/// The channels stand outside of the namespace: inside of it, one of its own names would hide a struct that is called
/// the same.
void writeAllChannels(std::ostream& out, const ChannelTypes& channels, const TypeText& text) {
  const std::array<ChannelInterface, 5> interfaces{{{"SendChannels", channels.sends},
                                                    {"InvokeChannels", channels.invokes},
                                                    {"StreamChannels", channels.streams},
                                                    {"MessageChannels", channels.messages},
                                                    {"QuestionChannels", channels.questions}}};
  for (const auto& interface : interfaces) writeChannels(out, interface, text);
  out << "\ndeclare global {\n  namespace Transom {\n    interface Declared {\n      channels: true;\n    }\n";
  for (const auto& [name, table] : interfaces) {
    if (!table.empty()) out << "    interface " << name << " extends Application" << name << " {}\n";
  }
  out << "  }\n}\n\nexport {};\n";
}

void writeTypesOf(std::ostream& out, std::span<const IpcMain* const> emitters) {
  const ChannelTypes channels = detail::channelTypesOf(emitters);
  const TypeText text(detail::namesOf(channels.types.declarations()));
  out << "// The channels of this application as its C++ has them. Written by Transom: what is changed here is lost.\n";
  writeDeclarations(out, channels, text);
  writeAllChannels(out, channels, text);
}

}  // namespace

void writeTypes(std::ostream& out, const IpcMain& ipcMain) {
  const IpcMain* const emitter = &ipcMain;
  writeTypesOf(out, {&emitter, 1});
}

void writeTypes(std::ostream& out, const App& app) {
  std::vector<const IpcMain*> emitters{&app.ipcMain()};
  for (const WebContents* contents : app.allWebContents()) {
    emitters.push_back(&contents->ipc());
    for (const auto& frame : contents->mainFrame()->framesInSubtree()) emitters.push_back(&frame->ipc());
  }
  writeTypesOf(out, emitters);
}

}  // namespace transom
