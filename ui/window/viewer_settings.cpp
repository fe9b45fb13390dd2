#include "ui/window/viewer_settings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "core/os/os.h"
#include "core/store/account_seal.h"
#include "ui/window/path_text_p.h"

namespace snitt {
namespace fs = std::filesystem;

namespace {

const QString kShortcuts = QStringLiteral("shortcuts/");
const QString kRecent = QStringLiteral("recent/files");
const QString kCohorts = QStringLiteral("recent/cohorts");
const QString kFolders = QStringLiteral("folders/");

// The words of an enum in the order of its values.
constexpr std::array kThemes{"system", "dark", "light"};
constexpr std::array kLanguages{"system", "en", "nb"};
constexpr std::array kColourMaps{"viridis", "magma", "inferno", "plasma", "coolwarm"};

template <class E, std::size_t N>
E choiceOf(const QVariant& value, const std::array<const char*, N>& words) {
  const std::string text = value.toString().toStdString();
  const auto found = std::ranges::find_if(words, [&](const char* word) { return text == word; });
  return found == words.end() ? E{} : static_cast<E>(found - words.begin());
}

template <class E, std::size_t N>
QString wordOf(E choice, const std::array<const char*, N>& words) {
  return QString::fromLatin1(words.at(static_cast<std::size_t>(choice)));
}

// Through double, so that a number too large for an int is the largest allowed and not the default.
int numberOf(const QVariant& value, int least, int most, int otherwise) {
  bool isNumber = false;
  const double number = value.toString().toDouble(&isNumber);
  if (!isNumber || std::isnan(number)) return otherwise;
  return static_cast<int>(std::clamp(number, double{1} * least, double{1} * most));
}

bool flagOf(const QVariant& value, bool otherwise) {
  const QString text = value.toString();
  if (text == QLatin1String("true")) return true;
  return text == QLatin1String("false") ? false : otherwise;
}

QByteArray bytesOf(const QVariant& value) {
  const auto decoded =
      QByteArray::fromBase64Encoding(value.toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
  return decoded ? *decoded : QByteArray();
}

}  // namespace

ViewerSettings::ViewerSettings(const fs::path& file, QObject* parent) : QObject(parent), m_file(file) {
  if (m_file.empty()) return;
  m_settings = std::make_unique<QSettings>(QString::fromStdString(m_file.string()), QSettings::IniFormat);
  if (m_settings->status() == QSettings::FormatError) {
    std::error_code ignored;
    fs::copy_file(m_file, fs::path(m_file).concat(".damaged"), fs::copy_options::overwrite_existing, ignored);
  }
  sealOldPaths();
}

ViewerSettings::~ViewerSettings() = default;

fs::path ViewerSettings::defaultFile() {
  const fs::path folder = os::configFolder();
  return folder.empty() ? folder : folder / "viewer.ini";
}

int ViewerSettings::defaultCacheMiB(std::uint64_t memoryBytes) {
  const std::uint64_t quarter = memoryBytes / 4 / (std::uint64_t{1} << 20U);
  return static_cast<int>(std::clamp<std::uint64_t>(quarter, kLeastCacheMiB, 1024));
}

QVariant ViewerSettings::value(const QString& key) const {
  return m_settings != nullptr ? m_settings->value(key) : m_memory.value(key);
}

void ViewerSettings::setValue(const QString& key, const QVariant& value) {
  if (m_settings == nullptr) {
    m_memory.insert(key, value);
    return;
  }
  // QSettings would make both as well, but for everybody to read, and among the recent files stand names. Where they
  // cannot be made, save() says so.
  std::ignore = os::makePrivateFolder(m_file.parent_path()).and_then([&] { return os::makePrivateFile(m_file); });
  m_settings->setValue(key, value);
}

void ViewerSettings::change(const QString& key, const QVariant& newValue) {
  if (value(key).toString() == newValue.toString()) return;
  setValue(key, newValue);
  Q_EMIT changed();
}

int ViewerSettings::cacheMiB() const {
  return numberOf(value("cache/mib"), kLeastCacheMiB, kMostCacheMiB, defaultCacheMiB(os::memoryBytes()));
}

void ViewerSettings::setCacheMiB(int value) { change("cache/mib", std::clamp(value, kLeastCacheMiB, kMostCacheMiB)); }

int ViewerSettings::decoderThreads() const { return numberOf(value("decoder/threads"), 0, kMostDecoderThreads, 0); }

int ViewerSettings::scoresAtOnce() const { return numberOf(value("scoring/atOnce"), 1, kMostScoresAtOnce, 1); }

void ViewerSettings::setScoresAtOnce(int value) { change("scoring/atOnce", std::clamp(value, 1, kMostScoresAtOnce)); }

void ViewerSettings::setDecoderThreads(int value) {
  change("decoder/threads", std::clamp(value, 0, kMostDecoderThreads));
}

ThemeChoice ViewerSettings::theme() const { return choiceOf<ThemeChoice>(value("look/theme"), kThemes); }
void ViewerSettings::setTheme(ThemeChoice value) { change("look/theme", wordOf(value, kThemes)); }

LanguageChoice ViewerSettings::language() const { return choiceOf<LanguageChoice>(value("look/language"), kLanguages); }
void ViewerSettings::setLanguage(LanguageChoice value) { change("look/language", wordOf(value, kLanguages)); }

bool ViewerSettings::colourProfile() const { return flagOf(value("look/colourProfile"), true); }
void ViewerSettings::setColourProfile(bool value) { change("look/colourProfile", value); }

bool ViewerSettings::smoothHeatmap() const { return flagOf(value("look/smoothHeatmap"), false); }
void ViewerSettings::setSmoothHeatmap(bool value) { change("look/smoothHeatmap", value); }

ColourMap ViewerSettings::colourMap() const { return choiceOf<ColourMap>(value("look/colourMap"), kColourMaps); }
void ViewerSettings::setColourMap(ColourMap value) { change("look/colourMap", wordOf(value, kColourMaps)); }

bool ViewerSettings::wheelInverted() const { return flagOf(value("mouse/wheelInverted"), false); }
void ViewerSettings::setWheelInverted(bool value) { change("mouse/wheelInverted", value); }

int ViewerSettings::idleMinutes() const {
  return numberOf(value("people/idleMinutes"), kLeastIdleMinutes, kMostIdleMinutes, 10);
}
void ViewerSettings::setIdleMinutes(int value) {
  change("people/idleMinutes", std::clamp(value, kLeastIdleMinutes, kMostIdleMinutes));
}

bool ViewerSettings::accountWasShared() const { return flagOf(value("people/accountWasShared"), false); }
void ViewerSettings::setAccountWasShared(bool shared) {
  if (shared != accountWasShared()) setValue("people/accountWasShared", shared);
}

QString ViewerSettings::backupPutAway() const { return value("people/backupPutAway").toString(); }
void ViewerSettings::setBackupPutAway(const QString& day) { setValue("people/backupPutAway", day); }

QByteArray ViewerSettings::windowGeometry() const { return bytesOf(value("window/geometry")); }
QByteArray ViewerSettings::windowState() const { return bytesOf(value("window/state")); }

void ViewerSettings::setWindowGeometry(const QByteArray& value) {
  setValue("window/geometry", QString::fromLatin1(value.toBase64()));
}

void ViewerSettings::setWindowState(const QByteArray& value) {
  setValue("window/state", QString::fromLatin1(value.toBase64()));
}

QMap<QString, QStringList> ViewerSettings::changedShortcuts() const {
  QMap<QString, QStringList> shortcuts;
  for (const QString& key : m_settings != nullptr ? m_settings->allKeys() : m_memory.keys())
    if (key.startsWith(kShortcuts)) shortcuts.insert(key.mid(kShortcuts.size()), value(key).toStringList());
  return shortcuts;
}

void ViewerSettings::setChangedShortcuts(const QMap<QString, QStringList>& shortcuts) {
  const auto before = changedShortcuts();
  for (const QString& id : before.keys()) {
    if (shortcuts.contains(id)) continue;
    if (m_settings != nullptr) m_settings->remove(kShortcuts + id);
    m_memory.remove(kShortcuts + id);
  }
  for (auto one = shortcuts.begin(); one != shortcuts.end(); ++one)
    if (!before.contains(one.key()) || before.value(one.key()) != one.value())
      setValue(kShortcuts + one.key(), one.value());
}

std::vector<fs::path> ViewerSettings::paths(const QString& key) const {
  // Earlier versions kept the recent files as a list.
  const auto kept = openForAccount(value(key).toStringList().join(QLatin1Char('\n')).toStdString(), key.toStdString());
  std::vector<fs::path> found;
  if (!kept) return found;
  for (const QString& text : QString::fromStdString(*kept).split(QLatin1Char('\n')))
    if (const auto path = pathFromText(text)) found.push_back(*path);
  return found;
}

void ViewerSettings::setPaths(const QString& key, const std::vector<fs::path>& paths) {
  QStringList texts;
  for (const fs::path& path : paths) texts += pathToText(path);
  const std::string plain = texts.join(QLatin1Char('\n')).toStdString();
  if (m_settings == nullptr || plain.empty()) {
    setValue(key, QString::fromStdString(plain));
    return;
  }
  const auto sealed = sealForAccount(plain, key.toStdString());
  m_fault = sealed ? std::string() : sealed.error().message;
  if (sealed) setValue(key, QString::fromStdString(*sealed));
}

void ViewerSettings::sealOldPaths() {
  for (const QString& key : m_settings->allKeys()) {
    if (key != kRecent && !key.startsWith(kFolders)) continue;
    if (!isSealedForAccount(value(key).toString().toStdString())) setPaths(key, paths(key));
  }
}

fs::path ViewerSettings::folder(const QString& purpose) const {
  const auto found = paths(kFolders + purpose);
  return found.empty() ? fs::path() : found.front();
}

void ViewerSettings::setFolder(const QString& purpose, const fs::path& folder) {
  std::error_code error;
  const fs::path absolute = fs::absolute(folder, error).lexically_normal();
  if (!error) setPaths(kFolders + purpose, {absolute});
}

std::vector<fs::path> ViewerSettings::pathsIn(const QString& key, std::size_t most) const {
  std::vector<fs::path> files;
  for (const fs::path& path : paths(key))
    if (files.size() < most && std::ranges::find(files, path) == files.end()) files.push_back(path);
  return files;
}

std::vector<fs::path> ViewerSettings::recentFiles() const { return pathsIn(kRecent, kMostRecent); }

std::vector<fs::path> ViewerSettings::recentCohorts() const { return pathsIn(kCohorts, kMostRecentCohorts); }

void ViewerSettings::addRecentCohort(const fs::path& folder) {
  if (m_settings != nullptr) m_settings->sync();
  auto folders = recentCohorts();
  std::erase(folders, folder);
  folders.insert(folders.begin(), folder);
  if (folders.size() > kMostRecentCohorts) folders.resize(kMostRecentCohorts);
  setPaths(kCohorts, folders);
}

void ViewerSettings::clearRecentCohorts() { setPaths(kCohorts, {}); }

void ViewerSettings::setRecentFiles(const std::vector<fs::path>& files) {
  setPaths(kRecent, files);
  Q_EMIT recentFilesChanged();
}

void ViewerSettings::addRecentFile(const fs::path& file) {
  std::error_code error;
  const fs::path absolute = fs::absolute(file, error).lexically_normal();
  if (error) return;
  // Another window may have added files of its own.
  if (m_settings != nullptr) m_settings->sync();
  auto files = recentFiles();
  std::erase(files, absolute);
  files.insert(files.begin(), absolute);
  if (files.size() > kMostRecent) files.resize(kMostRecent);
  setRecentFiles(files);
}

void ViewerSettings::clearRecentFiles() { setRecentFiles({}); }

Result<void> ViewerSettings::save() {
  if (m_settings == nullptr)
    return fail(
        ErrorKind::io,
        tr("settings are not kept: this account has no folder for them; set XDG_CONFIG_HOME or HOME").toStdString());
  m_settings->sync();
  if (m_settings->status() == QSettings::AccessError)
    return fail(
        ErrorKind::io,
        tr("settings are not kept: %1 cannot be written").arg(QString::fromStdString(m_file.string())).toStdString());
  if (!m_fault.empty()) return failIn(tr("paths are not kept").toStdString(), {ErrorKind::io, m_fault});
  return {};
}

std::vector<RecentFile> markMissing(const std::vector<fs::path>& files) {
  std::vector<RecentFile> marked;
  for (const fs::path& file : files) {
    std::error_code error;
    marked.push_back({file, !fs::exists(file, error)});
  }
  return marked;
}

}  // namespace snitt
