// What a person has set in the viewer: snitt/viewer.ini in the configuration folder, for all windows and starts. A
// value that is missing, damaged or of another kind is the default; one out of range is the nearest in it. Paths are
// sealed (core/store/account_seal.h), since files and folders may be called after patients. UI thread.
#pragma once

#include <QByteArray>
#include <QMap>
#include <QObject>
#include <QSettings>
#include <QStringList>
#include <QVariant>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/colour_map.h"
#include "core/result.h"
#include "ui/theme/theme.h"

namespace snitt {

enum class LanguageChoice { system, english, bokmal };

class ViewerSettings : public QObject {
  Q_OBJECT

 public:
  static constexpr int kLeastCacheMiB = 64;
  static constexpr int kMostCacheMiB = 16384;
  static constexpr int kMostDecoderThreads = 64;
  static constexpr int kMostScoresAtOnce = 8;
  static constexpr std::size_t kMostRecent = 20;
  static constexpr int kLeastIdleMinutes = 1;
  static constexpr int kMostIdleMinutes = 120;

  // In `file`; empty (an account without a home): in memory alone. A file that was damaged is first copied to
  // FILE.damaged, since writing drops what could not be read.
  explicit ViewerSettings(const std::filesystem::path& file = defaultFile(), QObject* parent = nullptr);
  ~ViewerSettings() override;
  [[nodiscard]] static std::filesystem::path defaultFile();
  // A quarter of the memory, within the range and 1024 MiB at most.
  [[nodiscard]] static int defaultCacheMiB(std::uint64_t memoryBytes);

  [[nodiscard]] int cacheMiB() const;
  [[nodiscard]] int decoderThreads() const;  // 0: as many as suit the machine
  [[nodiscard]] int scoresAtOnce() const;    // slides that are scored side by side; 1
  [[nodiscard]] ThemeChoice theme() const;
  [[nodiscard]] LanguageChoice language() const;
  [[nodiscard]] bool colourProfile() const;   // apply a slide's ICC profile; on
  [[nodiscard]] bool smoothHeatmap() const;   // between tiles; off
  [[nodiscard]] bool wheelInverted() const;   // off: turning away from the hand zooms in
  [[nodiscard]] ColourMap colourMap() const;  // of heatmaps; viridis
  [[nodiscard]] int idleMinutes() const;      // after which a shared account is locked; 10
  void setCacheMiB(int value);
  void setDecoderThreads(int value);
  void setScoresAtOnce(int value);
  void setTheme(ThemeChoice value);
  void setLanguage(LanguageChoice value);
  void setColourProfile(bool value);
  void setSmoothHeatmap(bool value);
  void setWheelInverted(bool value);
  void setColourMap(ColourMap value);
  void setIdleMinutes(int value);

  // The main window's, as QMainWindow gives them; empty where there are none.
  [[nodiscard]] QByteArray windowGeometry() const;
  [[nodiscard]] QByteArray windowState() const;
  void setWindowGeometry(const QByteArray& value);
  void setWindowState(const QByteArray& value);

  // Several persons used the account the last time; off.
  [[nodiscard]] bool accountWasShared() const;
  void setAccountWasShared(bool value);
  // The day on which the warning of old backups was put away, "2026-11-26"; empty: on none.
  [[nodiscard]] QString backupPutAway() const;
  void setBackupPutAway(const QString& day);

  // By the id of the action, as QKeySequence's portable text; an empty list: no shortcut.
  [[nodiscard]] QMap<QString, QStringList> changedShortcuts() const;
  void setChangedShortcuts(const QMap<QString, QStringList>& shortcuts);

  // The folder in which a dialog of that purpose ("slides", "scores", …) ended last; empty where none is known.
  [[nodiscard]] std::filesystem::path folder(const QString& purpose) const;
  void setFolder(const QString& purpose, const std::filesystem::path& folder);

  // Newest first, absolute; also files that are not there just now: a share may come back.
  [[nodiscard]] std::vector<std::filesystem::path> recentFiles() const;
  void addRecentFile(const std::filesystem::path& file);
  void clearRecentFiles();
  // Folders of cohorts, the same way.
  static constexpr std::size_t kMostRecentCohorts = 10;
  [[nodiscard]] std::vector<std::filesystem::path> recentCohorts() const;
  void addRecentCohort(const std::filesystem::path& folder);
  void clearRecentCohorts();

  // Writes now what is otherwise written a moment after each change. Errors: io.
  [[nodiscard]] Result<void> save();

 Q_SIGNALS:
  // Anything but the window's geometry and state, shortcuts, recent files and what is remembered of people.
  void changed();
  void recentFilesChanged();

 private:
  [[nodiscard]] QVariant value(const QString& key) const;
  void setValue(const QString& key, const QVariant& value);
  void change(const QString& key, const QVariant& value);
  [[nodiscard]] std::vector<std::filesystem::path> pathsIn(const QString& key, std::size_t most) const;
  void setRecentFiles(const std::vector<std::filesystem::path>& files);
  [[nodiscard]] std::vector<std::filesystem::path> paths(const QString& key) const;
  void setPaths(const QString& key, const std::vector<std::filesystem::path>& paths);
  void sealOldPaths();  // of earlier versions

  std::filesystem::path m_file;
  std::unique_ptr<QSettings> m_settings;  // none in memory alone
  QVariantMap m_memory;
  std::string m_fault;  // why paths cannot be kept
};

struct RecentFile {
  std::filesystem::path path;
  bool missing = false;
};

// Looks at the disk, and may wait for a share that hangs: any thread but the UI's.
[[nodiscard]] std::vector<RecentFile> markMissing(const std::vector<std::filesystem::path>& files);

}  // namespace snitt
