// Thumbnails of all slides of a folder, as a row or a grid after the room it gets. UI thread; all reading is done on
// two background threads, and neither showing nor closing ever waits for them.
#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "ui/document/slide_names.h"
#include "ui/panels/folder_job.h"

class QLabel;
class QListView;
class QModelIndex;
class QToolButton;

namespace snitt {

class FilmDelegate;
class FilmModel;

class FilmStrip : public QWidget {
  Q_OBJECT

 public:
  using Opener = SlideOpener;

  // `opener` is called from background threads, several at once; openSlide where it is empty. Thumbnails keep to
  // `pictureBytes` of memory.
  explicit FilmStrip(Opener opener = {}, QWidget* parent = nullptr, std::size_t pictureBytes = std::size_t{48} << 20);
  ~FilmStrip() override;

  // What slides and folders are called; outlive the strip.
  void setNames(const SlideNames& names);
  // Of slides with a thumbnail, taken while names of files may not be seen.
  [[nodiscard]] const std::map<std::filesystem::path, std::string>& fingerprints() const { return m_fingerprints; }

  // Lists the folder in the background; nothing happens where it is the one already shown. Empty: no folder.
  void setFolder(const std::filesystem::path& folder);
  [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
  // Lists the folder again and tries slides again that could not be opened.
  void reload();

  // Marks the slide on the screen (any of its files) and brings it into sight.
  void setCurrent(const std::filesystem::path& slide);
  // The slide beside the current one in the order shown, across those that cannot be opened; none at the end, or while
  // the folder is not listed yet.
  [[nodiscard]] std::optional<std::filesystem::path> next() const;
  [[nodiscard]] std::optional<std::filesystem::path> previous() const;

 Q_SIGNALS:
  // By click, or by Enter or Space on the slide under the keyboard.
  void slideChosen(const std::filesystem::path& slide);
  // The order of slides is known now, so that next and previous are.
  void listed();
  void identified();  // there are more fingerprints

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  void build();
  void start();
  void showList(Result<std::vector<FolderSlide>> slides);
  void showState(const QString& words);
  void showHeading();
  void layOut();
  void requestVisible();
  void choose(const QModelIndex& index);
  [[nodiscard]] std::optional<std::filesystem::path> beside(int step) const;
  [[nodiscard]] std::vector<std::filesystem::path> wanted() const;

  Opener m_opener;
  const SlideNames* m_names = &unmaskedNames();
  bool m_covered = false;  // as the folder was listed
  std::map<std::filesystem::path, std::string> m_fingerprints;
  std::filesystem::path m_folder;
  QString m_heading;
  FilmModel* m_model;
  FilmDelegate* m_delegate;
  QListView* m_view;
  QLabel* m_title;
  QLabel* m_state;
  QToolButton* m_reload;
  QTimer m_patience;     // until words say that the storage does not answer
  QTimer m_retry;        // while too many threads hang elsewhere
  QTimer m_requestSoon;  // one request for many changes of the view
  std::unique_ptr<FolderJob> m_job;
};

}  // namespace snitt
