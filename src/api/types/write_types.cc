// SPDX-License-Identifier: MIT
#include <transom/write_types.h>

#include "api/types/channel_types.h"
#include "api/types/type_names.h"
#include "api/types/type_text.h"

#include <transom/app.h>
#include <transom/web_contents.h>
#include <transom/web_frame_main.h>

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

void writeChannels(std::ostream& out, const char* interface, const ChannelTypes::Table& table, const TypeText& text) {
  if (table.empty()) return;
  out << "\n    interface " << interface << " {\n";
  for (const auto& [channel, signature] : table) {
    out << "      " << (detail::isIdentifier(channel) ? channel : detail::quotedText(channel)) << ": "
        << text.of(signature) << ";\n";
  }
  out << "    }\n";
}

void writeTypesOf(std::ostream& out, std::span<const IpcMain* const> emitters) {
  const ChannelTypes channels = detail::channelTypesOf(emitters);
  const TypeText text(detail::namesOf(channels.types.declarations()));
  out << "// The channels of this application as its C++ has them. Written by Transom: what is changed here is lost.\n";
  writeDeclarations(out, channels, text);
  out << "\ndeclare global {\n  namespace Transom {\n    interface Declared {\n      channels: true;\n    }\n";
  writeChannels(out, "SendChannels", channels.sends, text);
  writeChannels(out, "InvokeChannels", channels.invokes, text);
  writeChannels(out, "StreamChannels", channels.streams, text);
  writeChannels(out, "MessageChannels", channels.messages, text);
  writeChannels(out, "QuestionChannels", channels.questions, text);
  out << "  }\n}\n\nexport {};\n";
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
