#include "ui/jobs/queue_delegate.h"

#include <QAbstractItemView>
#include <QPainter>

#include <algorithm>

#include "ui/jobs/job_text.h"
#include "ui/jobs/queue_model.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/score_style_p.h"
#include "ui/theme/theme.h"

namespace snitt {

namespace {

constexpr int kMargin = 8;
constexpr int kGap = 3;
constexpr int kBarPx = 5;
constexpr int kMostReasonLines = 4;
constexpr int kLeastWidth = 120;

struct RowTexts {
  QString name, state, bundle, status, estimate;
  double share = -1;
  bool bar = false;
};

RowTexts textsOf(const QueueModel& model, const ScoreJob& job) {
  const JobNews news = model.queue().news(job.id);
  const SlideNames& names = model.names();
  RowTexts texts{
      names.name(job.slide), stateWord(job.state), bundleText(job), statusText(job, news, names), {}, -1, false};
  if (!isActive(job.state)) return texts;
  texts.bar = true;
  texts.share = progressShare(news);
  if (const QString estimate = estimateText(news); !estimate.isEmpty())
    texts.estimate = QueueDelegate::tr("Estimate %1").arg(estimate);
  return texts;
}

const QueueModel* modelOf(const QModelIndex& index) { return qobject_cast<const QueueModel*>(index.model()); }

QColor stateColour(JobState state, const QPalette& palette) {
  switch (state) {
    case JobState::finished:
      return toneColour(Tone::good);
    case JobState::failed:
    case JobState::refused:
      return toneColour(Tone::error);
    case JobState::notAssessable:
    case JobState::interrupted:
    case JobState::paused:
      return toneColour(Tone::warning);
    case JobState::running:
      return palette.color(QPalette::Link);
    default:
      return score::faintInk(palette);
  }
}

int statusHeight(const QFont& font, const QString& text, int widthPx) {
  if (text.isEmpty()) return 0;
  return std::min(score::wrappedHeight(font, text, widthPx), kMostReasonLines * QFontMetrics(font).lineSpacing());
}

void paintGround(QPainter& painter, const QStyleOptionViewItem& option) {
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
  if (selected || hovered) {
    QColor colour = option.palette.color(QPalette::Highlight);
    colour.setAlphaF(selected ? 0.24F : 0.1F);
    painter.fillRect(option.rect, colour);
  }
  painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                   score::rule(option.palette));
  if (option.state.testFlag(QStyle::State_HasFocus)) {
    painter.setPen(QPen(option.palette.color(QPalette::Link), 1, Qt::DotLine));
    painter.drawRect(option.rect.adjusted(1, 1, -2, -2));
  }
}

void paintBar(QPainter& painter, const QRect& place, double share, bool paused, const QPalette& palette) {
  const QRectF all = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5);
  painter.setPen(Qt::NoPen);
  painter.setBrush(score::rule(palette));
  painter.drawRoundedRect(all, kBarPx / 2.0, kBarPx / 2.0);
  if (share < 0) return;
  QRectF done = all;
  done.setWidth(std::max(all.width() * std::clamp(share, 0.0, 1.0), double{kBarPx}));
  painter.setBrush(paused ? toneColour(Tone::warning) : palette.color(QPalette::Highlight));
  painter.drawRoundedRect(done, kBarPx / 2.0, kBarPx / 2.0);
}

}  // namespace

void QueueDelegate::paint(QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const {
  const QueueModel* model = modelOf(index);
  const ScoreJob* job = model == nullptr ? nullptr : model->job(index);
  if (job == nullptr) return;
  QStyleOptionViewItem option = given;
  initStyleOption(&option, index);
  const RowTexts texts = textsOf(*model, *job);
  const QFont strong = score::bold(option.font);
  const QFont small = score::smaller(option.font);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  paintGround(*painter, option);
  const QRect inner = option.rect.adjusted(kMargin, kMargin, -kMargin, -kMargin);
  int top = inner.top();
  const auto line = [&](const QFont& font, int height) {
    painter->setFont(font);
    const QRect place(inner.left(), top, inner.width(), height);
    top += height + kGap;
    return place;
  };
  const QFontMetrics strongMetrics(strong);
  const QFontMetrics smallMetrics(small);
  const QRect first = line(strong, strongMetrics.height());
  const int stateWidth = smallMetrics.horizontalAdvance(texts.state);
  painter->setPen(option.palette.color(QPalette::Text));
  // What tells slides of one case apart stands at the end of their names.
  painter->drawText(first.adjusted(0, 0, -stateWidth - 2 * kMargin, 0), Qt::AlignVCenter | Qt::AlignLeft,
                    strongMetrics.elidedText(texts.name, Qt::ElideMiddle, first.width() - stateWidth - 2 * kMargin));
  painter->setFont(small);
  painter->setPen(stateColour(job->state, option.palette));
  painter->drawText(first, Qt::AlignVCenter | Qt::AlignRight, texts.state);
  const QRect second = line(small, smallMetrics.height());
  painter->setPen(mutedText(option.palette));
  painter->drawText(second, Qt::AlignVCenter | Qt::AlignLeft,
                    smallMetrics.elidedText(texts.bundle, Qt::ElideRight, second.width()));
  if (texts.bar) paintBar(*painter, line(small, kBarPx), texts.share, job->state == JobState::paused, option.palette);
  if (!texts.status.isEmpty()) {
    const QRect place = line(small, statusHeight(small, texts.status, inner.width()));
    painter->setPen(option.palette.color(QPalette::Text));
    painter->setClipRect(place);
    score::drawWrapped(*painter, place, texts.status);
    painter->setClipping(false);
  }
  if (!texts.estimate.isEmpty()) {
    const QRect place = line(small, smallMetrics.height());
    painter->setPen(option.palette.color(QPalette::Text));
    painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
                      smallMetrics.elidedText(texts.estimate, Qt::ElideRight, place.width()));
  }
  painter->restore();
}

QSize QueueDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const QueueModel* model = modelOf(index);
  const ScoreJob* job = model == nullptr ? nullptr : model->job(index);
  if (job == nullptr) return {};
  const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
  const int width = std::max(kLeastWidth, view == nullptr ? option.rect.width() : view->viewport()->width());
  const RowTexts texts = textsOf(*model, *job);
  const QFont small = score::smaller(option.font);
  const int smallLine = QFontMetrics(small).height();
  int height = 2 * kMargin + QFontMetrics(score::bold(option.font)).height() + kGap + smallLine;
  if (texts.bar) height += kGap + kBarPx;
  if (!texts.status.isEmpty()) height += kGap + statusHeight(small, texts.status, width - 2 * kMargin);
  if (!texts.estimate.isEmpty()) height += kGap + smallLine;
  return {kLeastWidth, height};
}

}  // namespace snitt
