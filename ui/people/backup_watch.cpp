#include "ui/people/backup_watch.h"

#include <QDate>

#include <chrono>
#include <optional>
#include <utility>

#include "core/store/backup_state.h"
#include "ui/cases/case_words.h"
#include "ui/window/viewer_settings.h"

namespace snitt {

namespace {

constexpr std::chrono::minutes kBetweenLooks{5};

struct Seen {
  bool known = false;  // there is a database, and it told
  std::optional<LastBackup> last;
};

Seen lookAt(const std::filesystem::path& database, const StoreOptions& options) {
  const auto store = Store::openToLook(database, options);
  if (!store) return {};
  auto last = BackupLog(*store).last();
  if (!last) return {};
  return {true, std::move(*last)};
}

QString today() { return QDate::currentDate().toString(Qt::ISODate); }

}  // namespace

BackupWatch::BackupWatch(std::filesystem::path database, StoreOptions options, ViewerSettings& settings,
                         QObject* parent)
    : QObject(parent), m_database(std::move(database)), m_options(std::move(options)), m_settings(settings) {
  m_options.makeIfMissing = false;
  m_again.setInterval(kBetweenLooks);
  connect(&m_again, &QTimer::timeout, this, &BackupWatch::look);
}

void BackupWatch::look() {
  m_again.start();
  if (!m_background.idle()) return;
  m_background.run<Seen>(
      this, [database = m_database, options = m_options](const std::stop_token&) { return lookAt(database, options); },
      [this](const Seen& seen) {
        QString warning;
        if (seen.known && !seen.last) {
          warning = tr("There is no backup of the case database yet: what happens to this disk happens to it.");
        } else if (seen.known && seen.last->age > kBackupDue) {
          const auto days = std::chrono::duration_cast<std::chrono::days>(seen.last->age).count();
          warning = tr("The last good backup of the case database is %n day(s) old (%1).", "", static_cast<int>(days))
                        .arg(timeWords(seen.last->at));
        }
        if (!warning.isEmpty())
          warning += u' ' + tr("“snitt db backup --folder FOLDER” makes one; the manual says how one is made each "
                               "night (Help, Manual, “People, keys and the record”).");
        if (warning == m_warning) return;
        m_warning = warning;
        Q_EMIT changed();
      });
}

QString BackupWatch::warning() const { return m_settings.backupPutAway() == today() ? QString() : m_warning; }

void BackupWatch::putAway() {
  m_settings.setBackupPutAway(today());
  Q_EMIT changed();
}

}  // namespace snitt
