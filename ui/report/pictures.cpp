#include <algorithm>
#include <array>
#include <cmath>

#include "core/text/number.h"
#include "ui/report/overlay_p.h"
#include "ui/report/palette_p.h"
#include "ui/report/sections_p.h"
#include "ui/report/view_p.h"

namespace snitt::report {

namespace {

constexpr double kGap = 4;
constexpr double kCaption = 4.6;
constexpr double kLegend = 11;

// 1, 2 or 5 times a power of ten, at most `most`.
double roundLength(double most) {
  const double power = std::pow(10, std::floor(std::log10(most)));
  for (const double step : {5.0, 2.0})
    if (step * power <= most) return step * power;
  return power;
}

void drawScaleBar(PdfPage& page, const QRectF& panel, const View& view, const ScoredSlide& slide) {
  if (!(slide.mppX > 0) || slide.widthPx <= 0) return;
  const double mmPerUm = view.mmPerPx() / slide.mppX;
  const double um = roundLength(std::max(14.0, panel.width() * 0.3) / mmPerUm);
  const double length = um * mmPerUm;
  const QString label = um >= 1000 ? QStringLiteral("%1 mm").arg(um / 1000) : QStringLiteral("%1 µm").arg(um);
  const TextStyle style{6.6, Weight::medium, kInk};
  const QRectF box(panel.left() + 1.2, panel.bottom() - 6, std::max(length, page.textWidth(label, style)) + 3, 4.8);
  page.fill(box, QColor(255, 255, 255, 225), 0.6);
  page.line({box.left() + 1.5, box.bottom() - 1}, {box.left() + 1.5 + length, box.bottom() - 1}, kInk, 0.6);
  page.text({box.left() + 1.5, box.top() + 0.5, box.width(), 3}, label, style);
}

void drawLegend(PdfPage& page, const QRectF& area, double threshold) {
  constexpr int steps = 256;
  QImage ramp(steps, 1, QImage::Format_RGB888);
  for (int i = 0; i < steps; ++i) {
    const auto c = heatmapColour(i / (steps - 1.0));
    ramp.setPixelColor(i, 0, QColor(c[0], c[1], c[2]));
  }
  const QRectF bar(area.x(), area.y() + 0.6, area.width(), 2.2);
  page.image(bar, ramp);
  page.frame(bar, kFaint, 0.12);
  const TextStyle style{6, Weight::regular, kFaint};
  page.text({bar.x(), bar.bottom() + 0.6, 10, 3}, QStringLiteral("0 good"), style);
  page.text({bar.right() - 14, bar.bottom() + 0.6, 14, 3}, QStringLiteral("1 poor"), style, {1, Qt::AlignRight});
  const double at = bar.x() + bar.width() * std::clamp(threshold, 0.0, 1.0);
  page.line({at, bar.top() - 0.7}, {at, bar.bottom() + 0.7}, kInk, 0.35);
  const double x = std::clamp(at - 12, bar.x() + 8, bar.right() - 32);
  page.text({x, bar.bottom() + 0.6, 24, 3}, QStringLiteral("threshold %1").arg(qs(fixed(threshold, 2))), style,
            {1, Qt::AlignHCenter});
  page.text({area.x(), bar.bottom() + 3.5, area.width(), 3},
            QStringLiteral("contribution to this model’s score, not a diagnosis"), {5.8, Weight::regular, kFaint});
}

// The words stand near the top, since an outline may still be drawn in the middle.
void drawEmpty(PdfPage& page, const QRectF& panel, const QString& words) {
  page.hatch(panel, kRule);
  const QRectF box(panel.x() + 6, panel.y() + 6, panel.width() - 12, 8);
  page.fill(box, Qt::white, 0.6);
  page.text({box.x() + 2, box.y() + 2.4, box.width() - 4, 8}, words, {7, Weight::medium, kFaint},
            {1, Qt::AlignHCenter});
}

const ReportHeatmap* heatmapOf(const ScoreReport& report, const std::string& resolution) {
  for (const ReportHeatmap& one : report.heatmaps)
    if (one.resolution == resolution && !one.values.empty()) return &one;
  return nullptr;
}

// Draws into one column: caption above, panel, legend below.
class Column {
 public:
  Column(PdfPage& page, const QRectF& area, const ScoreReport& report, const QImage& thumbnail)
      : m_page(page),
        m_area(area),
        m_panel(area.x(), area.y() + kCaption, area.width(), area.height() - kCaption - kLegend),
        m_report(report),
        m_thumbnail(thumbnail) {
    page.fill(m_panel, kPanel);
  }

  void slide() {
    caption(QStringLiteral("Slide with the region scored"));
    const View view = wholeSlide(m_panel, m_report.score.slide);
    if (m_thumbnail.isNull())
      drawEmpty(m_page, m_panel, QStringLiteral("the slide was not at hand"));
    else
      m_page.image(view.place, slidePicture(m_thumbnail, view, m_report.score.slide));
    for (const OtherVersion& other : m_report.others) m_page.path(outlinePath(other.tumour, view), kOtherOutline, 0.25);
    m_page.path(outlinePath(m_report.tumour, view), kOutline, 0.35);
    frameOfHeatmaps(view);
    key();
    finish(view);
  }

  void heatmap(const ScoredResolution& resolution) {
    caption(QStringLiteral("Heatmap %1, tiles of %2 µm").arg(qs(resolution.name)).arg(std::lround(resolution.tileUm)));
    const ReportHeatmap* values = heatmapOf(m_report, resolution.name);
    if (values == nullptr) {
      const bool scored = m_report.score.notAssessable.empty();
      drawEmpty(m_page, m_panel, scored ? QStringLiteral("no heatmap was kept") : QStringLiteral("no tile was scored"));
      m_page.frame(m_panel, kRule, 0.2);
      return;
    }
    const View view = aroundScored(m_panel, m_report);
    m_page.image(view.place, heatmapPicture(m_thumbnail, *values, view, m_report.score.slide));
    m_page.clipped(view.place, [&] { m_page.path(outlinePath(m_report.tumour, view), kInk, 0.2); });
    drawLegend(m_page, {m_panel.x(), m_panel.bottom() + 0.8, m_panel.width(), kLegend}, resolution.threshold);
    finish(view);
  }

 private:
  void caption(const QString& words) {
    m_page.text({m_area.x(), m_area.y(), m_area.width(), kCaption}, words, {7.2, Weight::medium, kInk});
  }

  // Where on the slide the heatmaps' part lies, unless it is most of the slide anyway.
  void frameOfHeatmaps(const View& view) {
    if (m_report.heatmaps.empty()) return;
    const QRectF part = aroundScored(m_panel, m_report).window;
    if (part.width() * part.height() > 0.7 * view.window.width() * view.window.height()) return;
    const QPointF corner = view.at({part.x(), part.y()});
    m_page.frame({corner.x(), corner.y(), part.width() * view.mmPerPx(), part.height() * view.mmPerPx()}, kFaint, 0.2);
  }

  void key() {
    const double y = m_panel.bottom() + 1;
    const bool found = !m_report.tumour.empty();
    if (found) m_page.frame({m_panel.x() + 0.3, y + 0.5, 3, 1.8}, kOutline, 0.35);
    const bool others = std::ranges::any_of(m_report.others, [](const auto& one) { return !one.tumour.empty(); });
    if (others) {
      const double left = m_panel.right() - 27;
      m_page.frame({left, y + 0.5, 3, 1.8}, kOtherOutline, 0.25);
      m_page.text({left + 5, y, 22, 3}, QStringLiteral("scored otherwise"), kSmall);
    }
    m_page.text({m_panel.x() + (found ? 5 : 0), y, m_panel.width() - (others ? 34 : 5), 3},
                found                                  ? others ? QStringLiteral("region scored")
                                                                : QStringLiteral("region scored (%1)").arg(qs(m_report.score.tumourSource))
                                                 : m_report.score.tumourComponents == 0 ? QStringLiteral("no region was found")
                                                       : QStringLiteral("the outline was not kept"),
                kSmall, {2});
  }

  void finish(const View& view) {
    m_page.frame(m_panel, kRule, 0.2);
    drawScaleBar(m_page, m_panel, view, m_report.score.slide);
  }

  PdfPage& m_page;
  QRectF m_area;
  QRectF m_panel;
  const ScoreReport& m_report;
  const QImage& m_thumbnail;
};

}  // namespace

void drawPictures(PdfPage& page, const QRectF& area, const ScoreReport& report) {
  const Image& image = report.thumbnail;
  const QImage thumbnail = image.bytes.empty()
                               ? QImage()
                               : QImage(image.bytes.data(), image.widthPx, image.heightPx,
                                        static_cast<qsizetype>(image.rowBytes()), QImage::Format_RGB888);
  // More than three resolutions would leave no room to see anything; their heatmaps lie beside the report.
  const std::size_t shown = std::min<std::size_t>(3, report.score.resolutions.size());
  const double width = (area.width() - kGap * static_cast<double>(shown)) / static_cast<double>(shown + 1);
  for (std::size_t i = 0; i <= shown; ++i) {
    Column column(page, {area.x() + static_cast<double>(i) * (width + kGap), area.y(), width, area.height()}, report,
                  thumbnail);
    if (i == 0)
      column.slide();
    else
      column.heatmap(report.score.resolutions[i - 1]);
  }
}

}  // namespace snitt::report
