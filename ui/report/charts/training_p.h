// The layout of a training's picture: a legend, then a row for each resolution with two panels and a table.
#pragma once

#include "ui/report/charts/draw_p.h"
#include "ui/report/charts/loss_axis_p.h"
#include "ui/report/charts/panel_p.h"

namespace snitt::charts {

inline const TextStyle kRowName{8, Weight::medium, kInk};
inline const TextStyle kColumn{7, Weight::regular, kFaint};  // a column's heading, a network outside of the bundle
inline constexpr double kNetworkStep = 3.5;                  // from one network of the table to the next
inline constexpr double kSampleLength = 6.5;                 // of a piece of line before words

// How a network looks: `index` gives colour and mark; members come first, so that they differ most.
struct NetworkLook {
  std::size_t index = 0;
  bool member = true;
  bool dense = false;  // so many epochs that its lines have to be thin

  [[nodiscard]] QColor colour() const;
  [[nodiscard]] Stroke solid() const;
  [[nodiscard]] Stroke dashed() const;
  [[nodiscard]] TextStyle words() const;
};
// Six shapes, then the same with a dot; hollow for a network that is no member.
void drawMark(Canvas& canvas, QPointF at, const NetworkLook& look);

struct NetworkRow {
  const TrainingNetwork* network;
  NetworkLook look;
  QString seed, epoch, figure;
};

struct TrainingRow {
  std::vector<QString> name;
  std::vector<NetworkRow> networks;
  LossAxis loss;
  std::vector<Tick> epochs;
  double top = 0;
  Panel losses, figures;
};

enum class LegendSign { training, tuning, kept, outside, chance };
struct LegendEntry {
  LegendSign sign;
  QString words;
};

// Right edges of the table's columns.
struct NetworkColumns {
  QString figureName;
  double left = 0, seed = 0, epoch = 0, figure = 0;
};

struct TrainingLayout {
  Head head;
  std::vector<std::vector<LegendEntry>> legend;  // its lines
  double legendTop = 0;
  std::vector<TrainingRow> rows;
  NetworkColumns columns;
  std::vector<Tick> figureTicks;
};

// Whether there is anything to draw of it.
[[nodiscard]] bool isShown(const TrainingNetwork& network);
[[nodiscard]] Heights heightsOfTraining(const TrainingCurvesChart& chart, double widthMm);
[[nodiscard]] TrainingLayout layOutTraining(const TrainingCurvesChart& chart, double widthMm, double heightMm);
[[nodiscard]] double legendHeight(std::size_t lines);
[[nodiscard]] std::vector<std::vector<LegendEntry>> legendFor(const TrainingCurvesChart& chart, double widthMm);
void drawLegend(Canvas& canvas, const TrainingLayout& layout);
// Members first.
[[nodiscard]] std::vector<NetworkRow> networksOf(const TrainingResolution& resolution);
[[nodiscard]] NetworkColumns columnsFor(const TrainingCurvesChart& chart, const std::vector<TrainingRow>& rows,
                                        double widthMm);
void drawNetworks(Canvas& canvas, const TrainingRow& row, const NetworkColumns& columns);

}  // namespace snitt::charts
