#include "ui/panels/mpp_banner.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>
#include <optional>

#include "ui/panels/panel_parts_p.h"
#include "ui/view/scale_text.h"

namespace snitt {

namespace {

// With a point or a comma, whatever the locale: a comma read as a thousands separator would be a wrong scale.
std::optional<double> parsed(QString text) {
  text = text.trimmed().replace(QLatin1Char(','), QLatin1Char('.'));
  bool ok = false;
  QLocale plain = QLocale::c();
  plain.setNumberOptions(QLocale::RejectGroupSeparator);
  const double value = plain.toDouble(text, &ok);
  return ok ? std::optional(value) : std::nullopt;
}

QString readable(double value) { return QLocale().toString(value, 'g', 4); }

}  // namespace

MppBanner::MppBanner(QWidget* parent)
    : QWidget(parent),
      m_sign(new QLabel(this)),
      m_mpp(new QLineEdit(this)),
      m_use(new QPushButton(tr("Use"), this)),
      m_second(new QWidget(this)),
      m_message(makeSentence(m_second)),
      m_reason(new QLineEdit(m_second)) {
  setAccessibleName(tr("Scale of this slide"));
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  m_mpp->setObjectName(QStringLiteral("mpp"));
  m_mpp->setAccessibleName(tr("Scale in micrometres per pixel"));
  m_mpp->setToolTip(
      tr("Micrometres per pixel of the slide's finest level, between %1 and %2").arg(readable(0.05), readable(20)));
  m_mpp->setPlaceholderText(tr("e.g. %1").arg(readable(0.25)));
  m_mpp->setMaxLength(12);
  m_mpp->setFixedWidth(m_mpp->fontMetrics().horizontalAdvance(QStringLiteral("e.g. 0.2500")) + 16);
  m_use->setObjectName(QStringLiteral("use"));
  m_use->setToolTip(tr("Measure this slide with the scale you have entered"));
  m_use->setAutoDefault(false);
  m_message->setObjectName(QStringLiteral("message"));
  m_reason->setObjectName(QStringLiteral("reason"));
  m_reason->setAccessibleName(tr("Reason for an unusual scale"));
  m_reason->setPlaceholderText(tr("Reason, e.g. “stage micrometer”"));
  m_reason->setMinimumWidth(200);
  build();
  connect(m_use, &QPushButton::clicked, this, &MppBanner::use);
  connect(m_mpp, &QLineEdit::returnPressed, this, &MppBanner::use);
  connect(m_reason, &QLineEdit::returnPressed, this, &MppBanner::use);
  // Neither the objection to another value nor the reason for it may stand for a new one.
  connect(m_mpp, &QLineEdit::textEdited, this, [this] {
    m_reason->clear();
    say({}, false);
  });
}

void MppBanner::build() {
  auto* sentence = makeSentence(this);
  sentence->setText(tr("This slide states no scale: lengths are in pixels."));
  auto* unit = new QLabel(tr("µm/px"), this);
  auto* close = makeCloseButton(this, tr("Go on without a scale"));
  close->setObjectName(QStringLiteral("close"));
  connect(close, &QToolButton::clicked, this, &MppBanner::dismissed);
  showWarningSign(*m_sign);

  // The sentence takes one line where there is room, with the field right behind it, and wraps in a narrow window.
  sentence->setMaximumWidth(sentence->fontMetrics().horizontalAdvance(sentence->text()) + 4);
  auto* first = new QHBoxLayout;
  first->setSpacing(8);
  first->addWidget(m_sign);
  first->addWidget(sentence, 1000);
  first->addWidget(m_mpp);
  first->addWidget(unit);
  first->addWidget(m_use);
  first->addStretch(1);
  first->addWidget(close);

  auto* second = new QHBoxLayout(m_second);
  second->setContentsMargins(24, 0, 0, 0);
  second->setSpacing(8);
  second->addWidget(m_message, 3);
  second->addWidget(m_reason, 2);
  m_second->hide();

  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(12, 6, 8, 6);
  rows->setSpacing(6);
  rows->addLayout(first);
  rows->addWidget(m_second);
}

void MppBanner::setSlide(const SlideInfo& info, const QString& account) {
  m_info = info;
  m_account = account;
  m_mpp->clear();
  m_reason->clear();
  say({}, false);
}

QString MppBanner::message() const { return m_message->text(); }

void MppBanner::say(const QString& message, bool asksReason) {
  m_message->setText(message);
  m_message->setAccessibleName(message);
  m_reason->setVisible(asksReason);
  m_second->setVisible(!message.isEmpty());
}

// resolveScale decides; its own sentences speak of options of the command line, so they are put in a window's words.
QString MppBanner::objection(const TypedMpp& typed) const {
  if (!plausibleMpp(typed.mpp))
    return tr("A scale must lie between %1 and %2 µm/px.").arg(readable(0.05), readable(20));
  if (resolveScale(m_info, typed)) return {};
  SlideInfo withoutHint = m_info;
  withoutHint.magnification.reset();
  if (!resolveScale(withoutHint, typed))
    return tr("%1 µm/px is outside the usual %2 to %3: please give the reason.")
        .arg(readable(typed.mpp), readable(0.1), readable(1.5));
  return tr("%1 µm/px is more than 15 % from the %2 that the file's own %3 suggests: please give the reason.")
      .arg(readable(typed.mpp), readable(10 / *m_info.magnification), timesText(*m_info.magnification));
}

void MppBanner::use() {
  const std::optional<double> mpp = parsed(m_mpp->text());
  if (!mpp) {
    say(m_mpp->text().trimmed().isEmpty() ? tr("Type the scale in micrometres per pixel.")
                                          : tr("“%1” is not a number.").arg(m_mpp->text().trimmed()),
        false);
    m_mpp->setFocus();
    return;
  }
  const TypedMpp typed{*mpp, m_reason->text().trimmed().toStdString(), m_account.toStdString()};
  const QString message = objection(typed);
  say(message, plausibleMpp(*mpp) && !message.isEmpty());
  if (message.isEmpty())
    Q_EMIT mppEntered(typed);
  else
    (m_reason->isHidden() ? m_mpp : m_reason)->setFocus();
}

void MppBanner::paintEvent(QPaintEvent*) { paintBanner(*this, BannerTone::notice); }

void MppBanner::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) showWarningSign(*m_sign);
  QWidget::changeEvent(event);
}

}  // namespace snitt
