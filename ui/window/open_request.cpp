#include "ui/window/open_request.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "core/cases/case_link.h"
#include "ui/window/path_text_p.h"
#include "ui/window/versioned_object_p.h"

namespace snitt {

namespace {

constexpr qsizetype kMostRefused = 500;

using Paths = std::vector<std::filesystem::path>;

QJsonArray toArray(const Paths& paths) {
  QJsonArray texts;
  for (const auto& path : paths) {
    std::error_code error;
    const auto absolute = std::filesystem::absolute(path, error);
    texts.append(pathToText(error ? path : absolute));
  }
  return texts;
}

Result<Paths> paths(const QJsonObject& object, const char* key) {
  const QJsonValue list = object.value(QLatin1String(key));
  if (!list.isArray()) return fail(ErrorKind::corrupt, std::string("the request to open has no list of ") + key);
  Paths found;
  for (const QJsonValue text : list.toArray()) {
    const auto path = pathFromText(text.toString());
    if (!path) return fail(ErrorKind::corrupt, std::string("the request to open has no absolute path in ") + key);
    found.push_back(*path);
  }
  return found;
}

}  // namespace

QByteArray OpenRequest::toBytes() const {
  QJsonObject object{{"format", "snitt-open/1"},
                     {"slides", toArray(slides)},
                     {"scores", toArray(scores)},
                     {"geojson", toArray(geojson)}};
  if (!cohorts.empty()) object.insert("cohorts", toArray(cohorts));
  if (validations) object.insert("validations", true);
  if (at) object.insert("at", QString::fromStdString(*at));
  if (labCase)
    object.insert("case", QJsonObject{{"site", QString::fromStdString(labCase->site)},
                                      {"accession", QString::fromStdString(labCase->accession)}});
  if (!refused.empty()) object.insert("refused", QString::fromStdString(refused));
  return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<OpenRequest> OpenRequest::fromBytes(const QByteArray& bytes) {
  const auto object = versionedObject(bytes, "snitt-open/1");
  if (!object) return failIn("the request to open", object.error());
  OpenRequest request;
  for (const auto& [key, into] : {std::pair("slides", &OpenRequest::slides), std::pair("scores", &OpenRequest::scores),
                                  std::pair("geojson", &OpenRequest::geojson)}) {
    auto list = paths(*object, key);
    if (!list) return fail(list.error());
    request.*into = std::move(*list);
  }
  if (object->contains(QLatin1String("cohorts"))) {
    auto folders = paths(*object, "cohorts");
    if (!folders) return fail(folders.error());
    request.cohorts = std::move(*folders);
  }
  request.validations = object->value("validations").toBool();
  if (const QJsonValue at = object->value("at"); at.isString())
    request.at = at.toString().toStdString();
  else if (!at.isUndefined() && !at.isNull())
    return fail(ErrorKind::corrupt, "the request to open has a place that is no text");
  if (const QJsonValue one = object->value("case"); !one.isUndefined()) {
    request.labCase = CaseName{one["site"].toString().toStdString(), one["accession"].toString().toStdString()};
    if (!canNameCase(*request.labCase))
      return fail(ErrorKind::corrupt, "the request to open has what can name no case");
  }
  request.refused = object->value("refused").toString().left(kMostRefused).toStdString();
  return request;
}

}  // namespace snitt
