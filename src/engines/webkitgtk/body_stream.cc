// SPDX-License-Identifier: MIT
#include "body_stream.h"

#include <span>

namespace transom::webkitgtk {
namespace {

struct BodyStream {
  GInputStream parent;
  BodyReader* reader;  // owned; GObject makes and frees this memory by itself
};

gpointer parentClass = nullptr;

BodyStream* self(gpointer stream) {
  return static_cast<BodyStream*>(stream);
}

gssize readBody(GInputStream* stream, void* buffer, gsize count, GCancellable*, GError** error) {
  if (!self(stream)->reader || count == 0) return 0;
  const std::ptrdiff_t got = self(stream)->reader->read({static_cast<std::byte*>(buffer), count});
  if (got < 0) g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_FAILED, "the file can't be read");
  return got;
}

void finalizeBody(GObject* object) {
  delete self(object)->reader;
  G_OBJECT_CLASS(parentClass)->finalize(object);
}

void initializeClass(gpointer klass, gpointer) {
  parentClass = g_type_class_peek_parent(klass);
  G_INPUT_STREAM_CLASS(klass)->read_fn = readBody;
  G_OBJECT_CLASS(klass)->finalize = finalizeBody;
}

GType bodyStreamType() {
  static const GType type =
      g_type_register_static_simple(G_TYPE_INPUT_STREAM, "TransomBodyStream", sizeof(GInputStreamClass),
                                    initializeClass, sizeof(BodyStream), nullptr, G_TYPE_FLAG_FINAL);
  return type;
}

}  // namespace

GInputStream* newBodyStream(std::unique_ptr<BodyReader> reader) {
  auto* stream = G_INPUT_STREAM(g_object_new(bodyStreamType(), nullptr));
  self(stream)->reader = reader.release();
  return stream;
}

}  // namespace transom::webkitgtk
