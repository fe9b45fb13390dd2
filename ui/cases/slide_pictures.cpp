#include "ui/cases/slide_pictures.h"

#include <algorithm>
#include <utility>

namespace snitt {

SlidePictures::SlidePictures(SlideOpener opener, QObject* parent) : QObject(parent), m_opener(std::move(opener)) {}

void SlidePictures::want(ScanId scan, const std::filesystem::path& file, int edgePx) {
  if (m_made.contains(scan.value)) return;
  m_made.insert(scan.value, {});
  m_workers[m_next++ % m_workers.size()].run<Thumbnail>(
      this,
      [file, opener = m_opener, edgePx](const std::stop_token& stop) {
        return makeThumbnail(file, opener, edgePx, stop);
      },
      [this, scan, turn = m_turn](const Thumbnail& thumbnail) {
        if (turn != m_turn) return;
        m_made[scan.value] = {QPixmap::fromImage(thumbnail.picture), thumbnail.picture.isNull()};
        Q_EMIT made(scan);
      });
}

bool SlidePictures::idle() const {
  return std::ranges::all_of(m_workers, [](const Background& one) { return one.idle(); });
}

void SlidePictures::clear() {
  m_made.clear();
  ++m_turn;
}

}  // namespace snitt
