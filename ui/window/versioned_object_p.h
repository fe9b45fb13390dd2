// JSON of the window's own, with its format and version in it: {"format": "snitt-open/1", ...}.
#pragma once

#include <QByteArray>
#include <QJsonObject>

#include "core/result.h"

namespace snitt {

// The object in `bytes`, whose format must be `format`. Errors: corrupt; unsupported where the version is a later one
// (both are named).
[[nodiscard]] Result<QJsonObject> versionedObject(const QByteArray& bytes, const QByteArray& format);

}  // namespace snitt
