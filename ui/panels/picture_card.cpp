#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QTransform>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/panels/panel_parts_p.h"
#include "ui/panels/picture_card_p.h"

namespace snitt {

namespace {

constexpr int kSentenceHeightPx = 64;
constexpr int kMostHeightPx = 320;

// A turn to the right, drawn: a font need not have the arrow.
class TurnButton : public QToolButton {
 public:
  using QToolButton::QToolButton;

 protected:
  void paintEvent(QPaintEvent* event) override {
    QToolButton::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(QRectF(rect()).center());
    const auto group = isEnabled() ? QPalette::Normal : QPalette::Disabled;
    const QColor ink = palette().color(group, QPalette::ButtonText);
    painter.setPen(QPen(ink, 1.6, Qt::SolidLine, Qt::RoundCap));
    painter.drawArc(QRectF(-5, -5, 10, 10), 60 * 16, 285 * 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    // Where the arc ends, at 60°, pointing on clockwise.
    painter.translate(2.5, -4.33);
    painter.rotate(30);
    painter.drawPolygon(QPolygonF{QPointF(-1.5, -3.6), QPointF(-1.5, 3.6), QPointF(4, 0)});
  }
};

}  // namespace

PictureArea::PictureArea(QWidget* parent) : QWidget(parent) {
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void PictureArea::showPicture(const QImage& picture, int turnDeg) {
  m_picture = turnDeg == 0 ? picture : picture.transformed(QTransform().rotate(turnDeg));
  m_scaled = {};
  m_sentence.clear();
  setAccessibleDescription({});
  updateGeometry();
  update();
}

void PictureArea::showSentence(const QString& sentence) {
  m_picture = {};
  m_scaled = {};
  m_sentence = sentence;
  setAccessibleDescription(sentence);
  updateGeometry();
  update();
}

int PictureArea::heightForWidth(int widthPx) const {
  if (m_picture.isNull()) return kSentenceHeightPx;
  const double height = static_cast<double>(m_picture.height()) * widthPx / m_picture.width();
  return static_cast<int>(std::clamp(height, 24.0, static_cast<double>(kMostHeightPx)));
}

void PictureArea::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (m_picture.isNull()) {
    painter.fillRect(rect(), palette().color(QPalette::AlternateBase));
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    painter.setPen(mutedText(palette()));
    painter.drawText(rect().adjusted(10, 4, -10, -4), Qt::AlignCenter | Qt::TextWordWrap, m_sentence);
    return;
  }
  const QSize fitted = m_picture.size().scaled(size(), Qt::KeepAspectRatio);
  const QSize wanted = (QSizeF(fitted) * devicePixelRatioF()).toSize().expandedTo(QSize(1, 1));
  if (m_scaled.size() != wanted) {
    m_scaled = QPixmap::fromImage(m_picture.scaled(wanted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    m_scaled.setDevicePixelRatio(devicePixelRatioF());
  }
  // To the left, in line with its caption.
  const QRect place(QPoint(0, 0), fitted);
  painter.drawPixmap(place.topLeft(), m_scaled);
  painter.setPen(palette().color(QPalette::Mid));
  painter.drawRect(place.adjusted(0, 0, -1, -1));
}

PictureCard::PictureCard(const QString& name, const PictureWords& words, bool covered, QWidget* parent)
    : QWidget(parent), m_words(words), m_area(new PictureArea(this)), m_covered(covered) {
  m_area->setAccessibleName(words.caption);
  m_area->setObjectName(name);
  build(name, covered);
  setCovered(covered);
}

void PictureCard::build(const QString& name, bool coverable) {
  auto* caption = new QLabel(this);
  caption->setTextFormat(Qt::PlainText);
  caption->setText(m_words.caption);
  QFont bold = caption->font();
  bold.setWeight(QFont::DemiBold);
  caption->setFont(bold);

  auto* head = new QHBoxLayout;
  head->setSpacing(6);
  head->addWidget(caption, 1);
  if (name == QLatin1String("label")) {
    m_turn = new TurnButton(this);
    m_turn->setObjectName(QStringLiteral("turn"));
    m_turn->setFixedSize(26, 26);
    m_turn->setAccessibleName(tr("Rotate label"));
    m_turn->setToolTip(tr("Rotate the label by 90°"));
    head->addWidget(m_turn);
    connect(m_turn, &QToolButton::clicked, this, [this] {
      setTurnDeg((m_turnDeg + 90) % 360);
      Q_EMIT turned(m_turnDeg);
    });
  }
  if (coverable) {
    m_reveal = new QPushButton(this);
    m_reveal->setObjectName(QStringLiteral("reveal-") + name);
    m_reveal->setAutoDefault(false);
    head->addWidget(m_reveal);
    connect(m_reveal, &QPushButton::clicked, this, [this] {
      setCovered(!m_covered);
      Q_EMIT coverToggled(m_covered);
    });
  }
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(4);
  rows->addLayout(head);
  rows->addWidget(m_area);
}

void PictureCard::setPicture(const QImage& picture) {
  m_picture = picture;
  m_arrived = true;
  show();
}

void PictureCard::setTurnDeg(int degrees) {
  m_turnDeg = degrees;
  show();
}

void PictureCard::setCovered(bool covered) {
  m_covered = covered;
  if (m_reveal != nullptr) {
    m_reveal->setText(covered ? m_words.show : m_words.hide);
  }
  show();
}

void PictureCard::show() {
  if (m_turn != nullptr) m_turn->setEnabled(!m_covered && !m_picture.isNull());
  if (m_covered)
    m_area->showSentence(tr("Hidden: it can identify the patient."));
  else if (!m_arrived)
    m_area->showSentence(tr("Being read…"));
  else if (m_picture.isNull())
    m_area->showSentence(tr("This picture could not be read."));
  else
    m_area->showPicture(m_picture, m_turnDeg);
}

}  // namespace snitt
