#include <QJsonDocument>

#include "ui/window/versioned_object_p.h"

namespace snitt {

Result<QJsonObject> versionedObject(const QByteArray& bytes, const QByteArray& format) {
  QJsonParseError error{};
  const QJsonDocument json = QJsonDocument::fromJson(bytes, &error);
  if (error.error != QJsonParseError::NoError)
    return fail(ErrorKind::corrupt, "it is no JSON from byte " + std::to_string(error.offset) + " on");
  if (!json.isObject()) return fail(ErrorKind::corrupt, "it is no JSON object");
  const QByteArray found = json.object().value("format").toString().toUtf8();
  if (found == format) return json.object();
  const auto nameBytes = format.indexOf('/') + 1;
  bool isNumber = false;
  const double version = found.mid(nameBytes).toDouble(&isNumber);
  const std::string what = "its format is \"" + found.toStdString() + "\"";
  if (found.startsWith(format.first(nameBytes)) && isNumber && version > format.mid(nameBytes).toDouble())
    return fail(ErrorKind::unsupported, what + ", newer than this program, which reads " + format.toStdString());
  return fail(ErrorKind::corrupt, what + " and must be " + format.toStdString());
}

}  // namespace snitt
