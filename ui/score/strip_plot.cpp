#include "ui/score/strip_plot.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

#include "core/decision/tell_apart.h"
#include "core/text/number.h"
#include "ui/score/score_style_p.h"

namespace snitt {

namespace {

constexpr double kSidePx = 6;  // the axis ends inside, so that marks at 0 and 1 are whole
constexpr int kMostLevels = 6;
constexpr int kGapPx = 3;

QString wordsBelow(const ScoredResolution& resolution) {
  const QString spread = spreadSentence(resolution);
  return spread.isEmpty() ? distanceSentence(resolution) : distanceSentence(resolution) + QLatin1Char('\n') + spread;
}

ClassKind kindOf(const ScoredResolution& resolution, bool meaningful) {
  if (!resolution.prognosis || !meaningful) return ClassKind::none;
  return *resolution.prognosis == Prognosis::poor ? ClassKind::poor : ClassKind::good;
}

}  // namespace

StripPlot::StripPlot(const ScoredResolution& resolution, bool meaningful, QWidget* parent)
    : QWidget(parent), m_resolution(resolution), m_meaningful(meaningful) {
  QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  setMouseTracking(true);
  setAccessibleName(tr("Scores at %1").arg(toQString(resolution.name)));
  setAccessibleDescription(description());
}

QString StripPlot::memberWords(std::size_t member) const {
  const MemberScore& one = m_resolution.members[member];
  return tr("%1: %2").arg(toQString(one.id), toQString(fixed(one.score, 3)));
}

QString StripPlot::ensembleWords() const {
  const int decimals = decimalsToTellApart(*m_resolution.score, m_resolution.threshold, 3);
  return tr("Ensemble (mean): %1").arg(toQString(fixed(*m_resolution.score, decimals)));
}

QString StripPlot::description() const {
  QStringList sentences;
  if (m_resolution.score) sentences << ensembleWords();
  sentences << distanceSentence(m_resolution);
  if (m_resolution.prognosis && m_meaningful) sentences << tr("Class: %1").arg(sideWord(m_resolution));
  if (const QString spread = spreadSentence(m_resolution); !spread.isEmpty()) sentences << spread;
  for (std::size_t i = 0; i < m_resolution.members.size(); ++i) sentences << memberWords(i);
  return sentences.join(QStringLiteral(". ")) + QLatin1Char('.');
}

QRectF StripPlot::stripArea(int widthPx) const {
  const int title = fontMetrics().height() + kGapPx;
  const int label = QFontMetrics(score::smaller(font())).height();
  const double axis = std::max(40.0, widthPx - 2 * kSidePx);
  const int levels = std::clamp(stackedDots(m_resolution, axis), 2, kMostLevels);
  const double height = levels * (2 * stripDotRadiusPx + 1) + 4 + stripLanePx;
  return {kSidePx, static_cast<double>(title + label), axis, height};
}

StripLayout StripPlot::marks() const { return layOutStrip(m_resolution, stripArea(width())); }

int StripPlot::heightForWidth(int widthPx) const {
  const QFont small = score::smaller(font());
  return static_cast<int>(std::ceil(stripArea(widthPx).bottom())) + 4 + QFontMetrics(small).height() + kGapPx +
         score::wrappedHeight(font(), wordsBelow(m_resolution), widthPx) + kGapPx;
}

QSize StripPlot::sizeHint() const { return {260, heightForWidth(260)}; }

QSize StripPlot::minimumSizeHint() const { return {120, 60}; }

QString StripPlot::tipAt(QPointF place) const {
  const StripLayout strip = marks();
  const auto near = [&](QPointF mark, double radius) {
    return std::hypot(mark.x() - place.x(), mark.y() - place.y()) <= radius;
  };
  QStringList words;
  for (const StripDot& dot : strip.dots)
    if (near(dot.centre, strip.radiusPx + 1)) words << memberWords(dot.member);
  if (!words.isEmpty()) return words.join(QLatin1Char('\n'));
  if (!strip.ensemble.isNull() && near(strip.ensemble, 8)) return ensembleWords();
  if (strip.range.adjusted(0, -2, 0, 2).contains(place)) return spreadSentence(m_resolution);
  const bool onStrip = place.y() >= strip.axis.top() && place.y() <= strip.axis.bottom();
  if (onStrip && std::abs(place.x() - strip.thresholdXPx) <= 3) return distanceSentence(m_resolution);
  return {};
}

bool StripPlot::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const QString words = tipAt(help->pos());
  if (words.isEmpty()) {
    QToolTip::hideText();
    event->ignore();
  } else {
    QToolTip::showText(help->globalPos(), words, this, QRect(help->pos() - QPoint(3, 3), QSize(7, 7)));
  }
  return true;
}

void StripPlot::paintTitle(QPainter& painter) const {
  const QRect line(0, 0, width(), fontMetrics().height());
  const QFont strong = score::bold(font());
  const QString name = toQString(m_resolution.name);
  QString value = tr("not scored");
  if (m_resolution.score) {
    const int decimals = decimalsToTellApart(*m_resolution.score, m_resolution.threshold, 3);
    value = toQString(fixed(*m_resolution.score, decimals));
    if (m_meaningful) value = tr("%1  %2").arg(value, sideWord(m_resolution));
  }
  const QColor colour = score::colourOf(kindOf(m_resolution, m_meaningful), palette());
  const int shape = m_resolution.prognosis && m_meaningful ? line.height() - 6 : 0;
  painter.setFont(strong);
  painter.setPen(colour);
  painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, value);
  const int used = QFontMetrics(strong).horizontalAdvance(value);
  if (shape > 0)
    score::drawShape(painter, QRectF(width() - used - shape - 5, 3, shape, shape), kindOf(m_resolution, m_meaningful),
                     colour);
  painter.setPen(palette().color(QPalette::WindowText));
  const int room = width() - used - shape - 16;
  const QString shown = QFontMetrics(strong).elidedText(name, Qt::ElideMiddle, room);
  painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, shown);
  const int from = QFontMetrics(strong).horizontalAdvance(shown) + 8;
  painter.setFont(score::smaller(font()));
  painter.setPen(score::faintInk(palette()));
  const QString tiles = tileCount(m_resolution.tiles);
  if (QFontMetrics(painter.font()).horizontalAdvance(tiles) <= room - from)
    painter.drawText(line.adjusted(from, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, tiles);
}

void StripPlot::paintStrip(QPainter& painter, const StripLayout& strip) const {
  const QRectF& area = strip.axis;
  const QRectF whole = area.adjusted(-kSidePx, 0, kSidePx, 0);
  const QColor none = score::colourOf(ClassKind::none, palette());
  const auto paper = [&](ClassKind kind) {
    return score::tint(m_meaningful ? score::colourOf(kind, palette()) : none, palette());
  };
  painter.fillRect(QRectF(whole.topLeft(), QPointF(strip.thresholdXPx, whole.bottom())), paper(ClassKind::good));
  painter.fillRect(QRectF(QPointF(strip.thresholdXPx, whole.top()), whole.bottomRight()), paper(ClassKind::poor));
  if (strip.ensemble.isNull()) score::hatch(painter, whole, score::rule(palette()));
  const QColor ink = palette().color(QPalette::WindowText);
  painter.setPen(QPen(ink, 1.5));
  painter.drawLine(QPointF(strip.thresholdXPx, area.top() - 2), QPointF(strip.thresholdXPx, area.bottom() + 4));
  painter.setFont(score::smaller(font()));
  const QFontMetrics metrics(painter.font());
  const int decimals =
      decimalsToTellApart(m_resolution.score.value_or(m_resolution.threshold), m_resolution.threshold, 3);
  const QString label = tr("threshold %1").arg(toQString(fixed(m_resolution.threshold, decimals)));
  const double wide = metrics.horizontalAdvance(label);
  const double left = std::clamp(strip.thresholdXPx - wide / 2, 0.0, std::max(0.0, width() - wide));
  painter.drawText(QPointF(left, area.top() - 3 - metrics.descent()), label);
}

void StripPlot::paintMarks(QPainter& painter, const StripLayout& strip) const {
  const QColor ink = palette().color(QPalette::WindowText);
  const QColor paper = palette().color(QPalette::Window);
  painter.setRenderHint(QPainter::Antialiasing);
  if (!strip.range.isNull()) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(score::mixed(paper, ink, 0.5));
    painter.drawRoundedRect(strip.range, 2, 2);
  }
  painter.setPen(QPen(paper, 0.8));
  painter.setBrush(score::mixed(paper, ink, 0.78));
  for (const StripDot& dot : strip.dots) painter.drawEllipse(dot.centre, strip.radiusPx, strip.radiusPx);
  if (!strip.ensemble.isNull())
    score::drawDiamond(painter, strip.ensemble, 7, score::colourOf(kindOf(m_resolution, m_meaningful), palette()),
                       paper);
}

void StripPlot::paintAxis(QPainter& painter, const QRectF& strip) const {
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setPen(score::faintInk(palette()));
  painter.drawLine(QPointF(strip.left(), strip.bottom()), QPointF(strip.right(), strip.bottom()));
  painter.setFont(score::smaller(font()));
  const QFontMetrics metrics(painter.font());
  for (int tick = 0; tick <= 4; ++tick) {
    const double x = strip.left() + strip.width() * tick / 4;
    painter.drawLine(QPointF(x, strip.bottom()), QPointF(x, strip.bottom() + 3));
    if (tick % 2 != 0) continue;
    // Which way is worse is said in words too.
    const QString words = tick == 0   ? (m_meaningful ? tr("0 good") : QStringLiteral("0"))
                          : tick == 4 ? (m_meaningful ? tr("poor 1") : QStringLiteral("1"))
                                      : QStringLiteral("0.5");
    const double wide = metrics.horizontalAdvance(words);
    const double left = tick == 0 ? 0 : tick == 4 ? width() - wide : x - wide / 2;
    painter.drawText(QPointF(left, strip.bottom() + 4 + metrics.ascent()), words);
  }
}

void StripPlot::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const StripLayout strip = marks();
  paintTitle(painter);
  paintStrip(painter, strip);
  paintAxis(painter, strip.axis);
  paintMarks(painter, strip);
  painter.setFont(font());
  painter.setPen(palette().color(QPalette::WindowText));
  const int top =
      static_cast<int>(std::ceil(strip.axis.bottom())) + 4 + QFontMetrics(score::smaller(font())).height() + kGapPx;
  score::drawWrapped(painter, QRect(0, top, width(), height() - top), wordsBelow(m_resolution));
}

StripKey::StripKey(QWidget* parent) : QWidget(parent) {
  setFont(score::smaller(font()));
  QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  setAccessibleName(
      tr("Key: a dot is a member, the diamond the ensemble's mean, the line the threshold, the bar the "
         "range of the members"));
}

std::vector<StripKey::Entry> StripKey::entries(int widthPx) const {
  std::vector<Entry> entries;
  double x = 0;
  double y = 0;
  const double line = fontMetrics().height() + 1;
  for (const QString& words : {tr("member"), tr("ensemble (mean)"), tr("threshold"), tr("range of members")}) {
    const double wide = 18 + fontMetrics().horizontalAdvance(words);
    if (x > 0 && x + wide > widthPx) {
      x = 0;
      y += line;
    }
    entries.push_back({words, QRectF(x, y, 14, line), QPointF(x + 18, y + fontMetrics().ascent())});
    x += wide + 12;
  }
  return entries;
}

int StripKey::heightForWidth(int widthPx) const {
  return static_cast<int>(std::ceil(entries(widthPx).back().mark.bottom()));
}

QSize StripKey::sizeHint() const { return {260, heightForWidth(260)}; }

void StripKey::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QColor ink = palette().color(QPalette::WindowText);
  const QColor paper = palette().color(QPalette::Window);
  const std::vector<Entry> all = entries(width());
  painter.setPen(score::faintInk(palette()));
  for (const Entry& entry : all) painter.drawText(entry.text, entry.words);
  painter.setPen(Qt::NoPen);
  painter.setBrush(score::mixed(paper, ink, 0.78));
  painter.drawEllipse(all[0].mark.center(), stripDotRadiusPx, stripDotRadiusPx);
  score::drawDiamond(painter, all[1].mark.center(), 6, score::colourOf(ClassKind::none, palette()), paper);
  const QRectF bar = all[3].mark;
  painter.setBrush(score::mixed(paper, ink, 0.5));
  painter.drawRoundedRect(QRectF(bar.left(), bar.center().y() - 2.5, bar.width(), 5), 2, 2);
  painter.setPen(QPen(ink, 1.5));
  painter.drawLine(all[2].mark.center() - QPointF(0, 5), all[2].mark.center() + QPointF(0, 5));
}

}  // namespace snitt
