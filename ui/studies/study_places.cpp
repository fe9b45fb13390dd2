#include "ui/studies/study_places.h"

#include <QString>

#include "ui/window/viewer_settings.h"

namespace snitt {

namespace {

QString key(const char* what, const std::string& registerId, std::int64_t number) {
  return QStringLiteral("validation-%1-%2-%3")
      .arg(QLatin1String(what), QString::fromStdString(registerId).left(36), QString::number(number));
}

QString keyOfLast(const std::string& purpose) {
  return QStringLiteral("validation-last-") + QString::fromStdString(purpose);
}

}  // namespace

std::filesystem::path StudyPlaces::protocol(const std::string& registerId, std::int64_t lock) const {
  return m_settings == nullptr ? std::filesystem::path() : m_settings->folder(key("lock", registerId, lock));
}

void StudyPlaces::setProtocol(const std::string& registerId, std::int64_t lock, const std::filesystem::path& file) {
  if (m_settings != nullptr) m_settings->setFolder(key("lock", registerId, lock), file);
}

std::filesystem::path StudyPlaces::report(const std::string& registerId, std::int64_t run) const {
  return m_settings == nullptr ? std::filesystem::path() : m_settings->folder(key("run", registerId, run));
}

void StudyPlaces::setReport(const std::string& registerId, std::int64_t run, const std::filesystem::path& folder) {
  if (m_settings != nullptr) m_settings->setFolder(key("run", registerId, run), folder);
}

std::filesystem::path StudyPlaces::last(const std::string& purpose) const {
  return m_settings == nullptr ? std::filesystem::path() : m_settings->folder(keyOfLast(purpose));
}

void StudyPlaces::setLast(const std::string& purpose, const std::filesystem::path& place) {
  if (m_settings != nullptr) m_settings->setFolder(keyOfLast(purpose), place);
}

}  // namespace snitt
