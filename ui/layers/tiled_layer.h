// A layer of so much that painting it would keep a person waiting. What is little is painted at once; else threads of
// the layer's own paint tiles of the view's scale and turn, tiles of other views stand in until they are there, and a
// coarse picture of everything where nothing else is. Memory is bounded, whatever is looked at.
//
// Layers of this kind differ in what they gather for a part of the slide. UI thread only, but for what is gathered.
#pragma once

#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "ui/layers/layer.h"
#include "ui/layers/overlay_tiles.h"

namespace snitt {

class TiledLayer : public Layer {
  Q_OBJECT

 public:
  TiledLayer(LayerKind kind, QString name);
  ~TiledLayer() override;

  void paint(QPainter& painter, const QRect& exposed, const Viewport& view) const override;
  void prepare(const Viewport& view) override;
  [[nodiscard]] bool complete(const Viewport& view) const override;

  // Of all pictures together.
  [[nodiscard]] std::size_t bytes() const;

 protected:
  // Paints what was gathered into `exposed`, clipped to it; false where nothing lies there after all. Owns or shares
  // all it uses; called in any thread, and may leave off where it is asked to stop.
  using Paint = std::function<bool(QPainter&, const QRect& exposed, const Viewport& view, const std::stop_token& stop)>;
  // Everything that is seen in a part of the slide at the view's scale, lines and marks that reach into it among it;
  // null: nothing is. Quick: no more than looking things up.
  [[nodiscard]] virtual Paint gather(const QRectF& slide, const Viewport& view) const = 0;
  // About how many milliseconds painting that part takes; counting may end where it is more than `enough`.
  [[nodiscard]] virtual double costMs(const QRectF& slide, const Viewport& view, double enough) const = 0;
  // Around everything, level-0 pixels.
  [[nodiscard]] virtual QRectF extent() const = 0;

  // What lies in a part of the slide is different now: painted again at once where that is little, else what was there
  // stays until the new is. `reachPx`: by how many logical pixels of the screen what is painted reaches beyond.
  void contentChanged(const QRectF& slide, double reachPx);
  // Everything is.
  void contentChanged();

 private:
  struct Worker;
  struct Generation {
    std::uint64_t id;
    OverlayTiles tiles;
  };
  struct Wanted {
    Generation* generation;
    OverlayTiles::Place place;
  };
  [[nodiscard]] bool isLittle(const Viewport& view) const;
  void aimAt(const Viewport& view);
  void ensureFar();
  void pump();
  [[nodiscard]] std::optional<Wanted> next();
  void start(const Wanted& wanted);
  void take(std::uint64_t id, OverlayTiles::Place place, std::uint64_t revision, QImage picture);
  bool patch(OverlayTiles& tiles, OverlayTiles::Place place, const QRectF& slide, double reachPx);
  void showMissed();
  void boundMemory();

  std::unique_ptr<Generation> m_target;                // of where the view is heading
  std::vector<std::unique_ptr<Generation>> m_earlier;  // newest first
  std::unique_ptr<Generation> m_far;                   // all of it, coarse
  std::optional<Viewport> m_view;                      // last prepared
  QTimer m_aimTimer{this};
  QTimer m_pumpTimer{this};
  std::uint64_t m_lastId = 0;
  std::uint64_t m_version = 0;
  std::vector<std::unique_ptr<Worker>> m_workers;
  mutable QRectF m_missed;  // part of the slide that was painted with what stands in
  struct Little {
    Viewport view;
    std::uint64_t version;
    bool little;
  };
  mutable std::optional<Little> m_little;  // last answer
};

}  // namespace snitt
