#include "ui/score/tile_gallery.h"

#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

#include "core/text/number.h"
#include "ui/score/score_summary.h"
#include "ui/score/tile_button.h"
#include "ui/score/tile_rows_p.h"
#include "ui/score/wrap_label_p.h"

namespace snitt {

namespace {

constexpr int kPictureEdgePx = 160;  // logical; the widest that a tile of a panel gets

// Two digits for people, three where two would make the group's first and last look the same.
int decimalsFor(const std::vector<float>& scores, const std::vector<std::size_t>& tiles) {
  const auto shown = [&](std::size_t tile) { return fixed(static_cast<double>(scores[tile]), 2); };
  return tiles.size() > 1 && shown(tiles.front()) == shown(tiles.back()) ? 3 : 2;
}

}  // namespace

TileGallery::TileGallery(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this)) {
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setSpacing(5);
}

void TileGallery::setPictureSource(PictureSource source) {
  m_source = std::move(source);
  askForPictures();
}

void TileGallery::setScore(const ScoreFolder* folder) {
  m_tiles.clear();
  while (QLayoutItem* item = m_layout->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  if (folder != nullptr) {
    m_layout->addWidget(new WrapLabel(
        tr("A score here is a tile's contribution to this model's score, not a diagnosis."), TextTone::faint, this));
    const std::vector<ScoredResolution>& resolutions = folder->score.resolutions;
    for (const TileTable& table : folder->tiles) {
      const auto found = std::ranges::find(resolutions, table.name, &ScoredResolution::name);
      if (found != resolutions.end()) addTable(table, found->mpp);
    }
    if (!folder->score.notAssessable.empty() && m_tiles.empty())
      m_layout->addWidget(new WrapLabel(tr("No tile was scored."), TextTone::normal, this));
    else if (folder->tiles.empty())
      m_layout->addWidget(
          new WrapLabel(tr("The tiles' scores were not kept with this score."), TextTone::normal, this));
    else if (m_tiles.empty())
      m_layout->addWidget(new WrapLabel(tr("No tile has a score."), TextTone::normal, this));
  }
  askForPictures();
}

void TileGallery::addTable(const TileTable& table, double mpp) {
  addGroup(table, mpp, TileEnd::highest);
  addGroup(table, mpp, TileEnd::lowest);
}

void TileGallery::addGroup(const TileTable& table, double mpp, TileEnd end) {
  const std::vector<std::size_t> ranked = rankTiles(table, end, tilesAnEnd);
  if (ranked.empty()) return;
  const QString resolution = toQString(table.name);
  m_layout->addSpacing(3);
  m_layout->addWidget(new WrapLabel(end == TileEnd::highest ? tr("%1, count most (highest score)").arg(resolution)
                                                            : tr("%1, count least (lowest score)").arg(resolution),
                                    TextTone::strong, this));
  auto* rows = new TileRows(this);
  const std::vector<float>& scores = table.values.back();
  const int decimals = decimalsFor(scores, ranked);
  for (std::size_t place = 0; place < ranked.size(); ++place) {
    GalleryTile tile;
    tile.rect = table.tiles[ranked[place]];
    tile.resolution = resolution;
    tile.mpp = mpp;
    tile.score = toQString(fixed(static_cast<double>(scores[ranked[place]]), decimals));
    tile.name = (end == TileEnd::highest ? tr("Tile %1 of %2 with highest score, %3")
                                         : tr("Tile %1 of %2 with lowest score, %3"))
                    .arg(place + 1)
                    .arg(ranked.size())
                    .arg(tile.score);
    auto* button = new TileButton(tile, rows);
    connect(button, &TileButton::clicked, this, [this, rect = tile.rect, mpp] {
      Q_EMIT goTo(QRectF(static_cast<double>(rect.minX), static_cast<double>(rect.minY),
                         static_cast<double>(rect.width), static_cast<double>(rect.height)),
                  mpp);
    });
    connect(button, &TileButton::focused, this, [this, button] { Q_EMIT tileFocused(button); });
    rows->add(button);
    m_tiles.push_back(button);
  }
  m_layout->addWidget(rows);
}

void TileGallery::askForPictures() {
  // Whoever still reads for the old receiver can see that nobody waits; who does not look is caught by the generation.
  delete m_receiver;
  m_receiver = new QObject(this);
  const int generation = ++m_generation;
  const int edgePx = static_cast<int>(std::ceil(kPictureEdgePx * devicePixelRatioF()));
  for (TileButton* tile : m_tiles) tile->setWaiting(static_cast<bool>(m_source));
  if (!m_source) return;
  const QPointer<TileGallery> self(this);
  for (std::size_t i = 0; i < m_tiles.size(); ++i) {
    m_source(m_tiles[i]->tile().rect, edgePx, m_receiver, [self, generation, i](const QImage& image) {
      if (self && self->m_generation == generation) self->m_tiles[i]->setImage(image);
    });
    // A source may do anything, also ask for another score.
    if (m_generation != generation) return;
  }
}

}  // namespace snitt
