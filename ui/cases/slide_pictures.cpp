#include "ui/cases/slide_pictures.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "ui/cases/scan_check.h"

namespace snitt {

SlidePictures::SlidePictures(SlideOpener opener, QObject* parent) : QObject(parent), m_opener(std::move(opener)) {}

void SlidePictures::want(const Scan& scan, const std::filesystem::path& file, int edgePx) {
  const ScanId id = scan.id;
  if (m_made.contains(id.value)) return;
  m_made.insert(id.value, {});
  m_workers[m_next++ % m_workers.size()].run<std::optional<Thumbnail>>(
      this,
      [scan, file, opener = m_opener, edgePx](const std::stop_token& stop) -> std::optional<Thumbnail> {
        if (lookAtFile(file, scan, opener) == ScanFile::replaced) return std::nullopt;
        return makeThumbnail(file, opener, edgePx, stop);
      },
      [this, id, turn = m_turn](const std::optional<Thumbnail>& thumbnail) {
        if (turn != m_turn) return;
        m_made[id.value] = thumbnail ? Made{QPixmap::fromImage(thumbnail->picture), thumbnail->picture.isNull(), false}
                                     : Made{{}, false, true};
        Q_EMIT made(id);
      });
}

bool SlidePictures::idle() const {
  return std::ranges::all_of(m_workers, [](const Background& one) { return one.idle(); });
}

void SlidePictures::tellReplaced(ScanId scan, bool replaced) {
  if (replaced == isReplaced(scan)) return;
  if (replaced)
    m_made[scan.value] = {{}, false, true};
  else
    m_made.remove(scan.value);
  Q_EMIT made(scan);
}

void SlidePictures::clear() {
  m_made.clear();
  ++m_turn;
}

}  // namespace snitt
