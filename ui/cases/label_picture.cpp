#include "ui/cases/label_picture.h"

#include <QPainter>
#include <QToolButton>
#include <QTransform>

#include <exception>
#include <utility>

#include "ui/document/to_qimage.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/theme/icons.h"

namespace snitt {

namespace {

constexpr std::size_t kCacheBytes = std::size_t{4} << 20;

struct Read {
  QImage picture;
  bool opened = false;
};

// The label, else the macro, which shows it on most scanners.
Read labelOf(const std::filesystem::path& file, const SlideOpener& opener) try {
  const auto reader = opener ? opener(file) : openSlide(file, {ReaderChoice::automatic, kCacheBytes});
  if (!reader) return {};
  for (const char* name : {"label", "macro"})
    if (const auto image = (*reader)->associatedImage(name)) return {toQImage(*image), true};
  return {{}, true};
} catch (const std::exception&) {
  return {};
}

}  // namespace

LabelPicture::LabelPicture(SlideOpener opener, QWidget* parent)
    : QWidget(parent), m_opener(std::move(opener)), m_turn(new QToolButton(this)) {
  setObjectName(QStringLiteral("label"));
  setAccessibleName(tr("Label of the slide"));
  setMinimumSize(240, 200);
  m_turn->setIcon(icon("rotate-right"));
  m_turn->setToolTip(tr("Rotate the label by 90°"));
  m_turn->setAccessibleName(tr("Rotate label"));
  connect(m_turn, &QToolButton::clicked, this, &LabelPicture::turn);
  showOf({});
}

void LabelPicture::showOf(const std::filesystem::path& file) {
  if (file == m_file && !file.empty()) return;
  m_file = file;
  m_picture = {};
  m_words = file.empty() ? QString() : tr("Reading the label…");
  m_turn->hide();
  update();
  if (file.empty()) return;
  m_background.run<Read>(
      this, [file, opener = m_opener](const std::stop_token&) { return labelOf(file, opener); },
      [this, file](const Read& found) {
        if (file != m_file) return;
        m_picture = found.picture;
        m_words = found.opened ? tr("The slide holds no picture of its label.") : tr("The slide cannot be opened.");
        setAccessibleDescription(m_picture.isNull() ? m_words : QString());
        m_turn->setVisible(!m_picture.isNull());
        update();
        Q_EMIT read();
      });
}

void LabelPicture::turn() {
  m_turnDeg = (m_turnDeg + 90) % 360;
  update();
}

void LabelPicture::resizeEvent(QResizeEvent*) {
  m_turn->adjustSize();
  m_turn->move(width() - m_turn->width() - 6, 6);
}

void LabelPicture::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), palette().color(QPalette::Base));
  painter.setPen(palette().color(QPalette::Mid));
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
  if (m_picture.isNull()) {
    painter.setPen(mutedText(palette()));
    painter.drawText(rect().adjusted(10, 10, -10, -10), Qt::AlignCenter | Qt::TextWordWrap, m_words);
    return;
  }
  const QImage turned = m_turnDeg == 0 ? m_picture : m_picture.transformed(QTransform().rotate(m_turnDeg));
  QSizeF size = turned.size();
  size.scale(QSizeF(rect().adjusted(4, 4, -4, -4).size()), Qt::KeepAspectRatio);
  QRectF place(QPointF(), size);
  place.moveCenter(QRectF(rect()).center());
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawImage(place, turned);
}

}  // namespace snitt
