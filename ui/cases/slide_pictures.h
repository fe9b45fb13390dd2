// Thumbnails of a case's slides, made off the UI thread and kept in memory alone. UI thread.
#pragma once

#include <QHash>
#include <QObject>
#include <QPixmap>
#include <QString>

#include <array>
#include <filesystem>

#include "core/cases/lab_case.h"
#include "ui/document/background.h"
#include "ui/panels/thumbnail.h"

namespace snitt {

class SlidePictures : public QObject {
  Q_OBJECT

 public:
  explicit SlidePictures(SlideOpener opener, QObject* parent = nullptr);

  // Once is enough; made() follows. A file that is not this scan any more gives no picture.
  void want(const Scan& scan, const std::filesystem::path& file, int edgePx);
  [[nodiscard]] bool isWanted(ScanId scan) const { return m_made.contains(scan.value); }
  [[nodiscard]] QPixmap picture(ScanId scan) const { return m_made.value(scan.value).picture; }
  [[nodiscard]] bool cannotBeOpened(ScanId scan) const { return m_made.value(scan.value).failed; }
  [[nodiscard]] bool idle() const;
  [[nodiscard]] bool isReplaced(ScanId scan) const { return m_made.value(scan.value).replaced; }
  // What somebody else found out about the file; another picture is wanted where it is the scan again.
  void tellReplaced(ScanId scan, bool replaced);
  [[nodiscard]] const SlideOpener& opener() const { return m_opener; }
  // Forgets all, also what is still being made.
  void clear();

 Q_SIGNALS:
  void made(snitt::ScanId scan);

 private:
  struct Made {
    QPixmap picture;
    bool failed = false;
    bool replaced = false;
  };
  SlideOpener m_opener;
  QHash<qint64, Made> m_made;
  int m_turn = 0;
  std::size_t m_next = 0;
  // Storage may hang: one slide does not keep the others.
  std::array<Background, 2> m_workers;
};

}  // namespace snitt
