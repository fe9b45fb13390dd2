#include <QPainter>
#include <QVBoxLayout>

#include "ui/score/score_style_p.h"
#include "ui/score/verdict_header_p.h"
#include "ui/score/wrap_label_p.h"

namespace snitt {

namespace {

constexpr int kShapePx = 22;
constexpr int kIconPx = 15;

bool hollow(ClassKind kind) {
  return kind == ClassKind::notAssessable || kind == ClassKind::meaningless || kind == ClassKind::none;
}

}  // namespace

ClassCard::ClassCard(const ClassWord& word, QWidget* parent) : QWidget(parent), m_word(word) {
  auto* lines = new QVBoxLayout(this);
  lines->setContentsMargins(12 + kShapePx + 10, 9, 12, 9);
  lines->setSpacing(2);
  auto* label = new WrapLabel(word.word, TextTone::strong, this);
  QFont large = label->font();
  if (large.pointSizeF() > 0) large.setPointSizeF(large.pointSizeF() * 1.45);
  label->setFont(large);
  lines->addWidget(label);
  if (!word.note.isEmpty()) lines->addWidget(new WrapLabel(word.note, TextTone::normal, this));
  setAccessibleName(word.note.isEmpty() ? word.word : word.word + QStringLiteral(". ") + word.note);
}

void ClassCard::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QColor colour = score::colourOf(m_word.kind, palette());
  const QRectF box = QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75);
  painter.setPen(QPen(colour, 1.5, hollow(m_word.kind) ? Qt::DashLine : Qt::SolidLine));
  painter.setBrush(hollow(m_word.kind) ? QBrush(Qt::NoBrush) : QBrush(score::tint(colour, palette())));
  painter.drawRoundedRect(box, 4, 4);
  const double top = (m_word.note.isEmpty() ? (height() - kShapePx) / 2.0 : 11);
  score::drawShape(painter, QRectF(12, top, kShapePx, kShapePx), m_word.kind, colour);
}

BannerView::BannerView(const Banner& banner, QWidget* parent) : QWidget(parent), m_severity(banner.severity) {
  auto* lines = new QVBoxLayout(this);
  lines->setContentsMargins(10 + kIconPx + 8, 5, 8, 5);
  lines->setSpacing(0);
  lines->addWidget(new WrapLabel(banner.title, TextTone::strong, this));
  lines->addWidget(new WrapLabel(banner.detail, TextTone::normal, this));
  setAccessibleName(banner.title + QStringLiteral(". ") + banner.detail);
}

void BannerView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QColor colour = score::colourOf(m_severity, palette());
  const QColor paper = score::tint(colour, palette());
  painter.fillRect(rect(), paper);
  painter.fillRect(QRect(0, 0, 3, height()), colour);
  const double top = 5 + (score::wrappedHeight(score::bold(font()), QStringLiteral("X"), 100) - kIconPx) / 2.0;
  score::drawShape(painter, QRectF(10, top, kIconPx, kIconPx), m_severity, colour, paper);
}

VerdictHeader::VerdictHeader(const Score& score, const std::vector<Banner>& more, QWidget* parent) : QWidget(parent) {
  auto* lines = new QVBoxLayout(this);
  lines->setContentsMargins(10, 10, 10, 8);
  lines->setSpacing(5);
  lines->addWidget(new ClassCard(classWord(score), this));
  for (const Banner& banner : more) lines->addWidget(new BannerView(banner, this));
  for (const Banner& banner : bannersOf(score)) lines->addWidget(new BannerView(banner, this));
}

void VerdictHeader::paintEvent(QPaintEvent*) {
  QPainter(this).fillRect(QRect(0, height() - 1, width(), 1), score::rule(palette()));
}

}  // namespace snitt
