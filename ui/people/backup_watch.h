// Whether the case database has a backup to rely on. It is looked at in a thread of its own, now and then. UI thread.
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <filesystem>

#include "core/store/store.h"
#include "ui/document/background.h"

namespace snitt {

class ViewerSettings;

class BackupWatch : public QObject {
  Q_OBJECT

 public:
  // `settings` outlives it. Without a database there is nothing to warn of.
  BackupWatch(std::filesystem::path database, StoreOptions options, ViewerSettings& settings,
              QObject* parent = nullptr);

  // Looks at once, and from then on.
  void look();
  // What a person should do something about, as sentences; empty where all is well or it was put away today.
  [[nodiscard]] QString warning() const;
  // Until tomorrow, for all windows.
  void putAway();

 Q_SIGNALS:
  void changed();

 private:
  std::filesystem::path m_database;
  StoreOptions m_options;
  ViewerSettings& m_settings;
  QString m_warning;
  QTimer m_again;
  Background m_background;
};

}  // namespace snitt
