// Paths in text formats. A path on Linux is bytes, not necessarily UTF-8, and must come back to the last byte: whatever
// is no letter, digit or "-._~/" stands as %XX.
#pragma once

#include <QByteArray>
#include <QString>

#include <filesystem>
#include <optional>

namespace snitt {

[[nodiscard]] inline QString pathToText(const std::filesystem::path& path) {
  return QString::fromLatin1(QByteArray::fromStdString(path.string()).toPercentEncoding("/"));
}

// Nothing where the text is no absolute path.
[[nodiscard]] inline std::optional<std::filesystem::path> pathFromText(const QString& text) {
  const QByteArray bytes = QByteArray::fromPercentEncoding(text.toLatin1());
  if (!bytes.startsWith('/') || bytes.contains('\0')) return std::nullopt;
  return std::filesystem::path(bytes.toStdString());
}

}  // namespace snitt
