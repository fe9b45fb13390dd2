#include "ui/cases/identity_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>

#include "ui/cases/case_words.h"
#include "ui/cases/foreign_text.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/score_style_p.h"

namespace snitt {

namespace {

// What does not fit ends in an ellipsis.
class ElidedLabel : public QLabel {
 public:
  using QLabel::QLabel;

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.drawText(rect(), static_cast<int>(alignment()), fontMetrics().elidedText(text(), Qt::ElideRight, width()));
  }
};

QLabel* plain(QWidget* parent, const char* name) {
  auto* label = new ElidedLabel(parent);
  label->setTextFormat(Qt::PlainText);
  label->setObjectName(QString::fromLatin1(name));
  // A narrow pane cuts it; all of it is in the tool tip.
  label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  return label;
}

}  // namespace

bool ofDifferentPatients(const std::vector<SlideOwner>& owners) {
  if (owners.size() < 2) return false;
  const SlideOwner& first = owners.front();
  return std::ranges::any_of(owners, [&first](const SlideOwner& one) {
    const bool known = one.patient.id.value != 0 && first.patient.id.value != 0;
    return known ? one.patient.id != first.patient.id : one.labCase != first.labCase;
  });
}

IdentityBar::IdentityBar(QWidget* parent)
    : QWidget(parent),
      m_patient(plain(this, "patient")),
      m_accession(plain(this, "accession")),
      m_sign(new QLabel(this)),
      m_warning(new QLabel(tr("Different patients are open"), this)) {
  setObjectName(QStringLiteral("identity"));
  m_patient->setFont(score::bold(m_patient->font()));
  m_accession->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  m_warning->setObjectName(QStringLiteral("warning"));
  m_warning->setFont(score::bold(m_warning->font()));
  m_warning->setToolTip(
      tr("Slides of different patients stand beside each other. Look at the names before you decide."));
  showWarningSign(*m_sign);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(8, 2, 8, 3);
  row->setSpacing(8);
  row->addWidget(m_sign);
  row->addWidget(m_warning);
  row->addWidget(m_patient, 3);
  row->addWidget(m_accession, 2);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  tell();
}

void IdentityBar::setOwner(const std::optional<SlideOwner>& owner) {
  m_owner = owner;
  tell();
}

void IdentityBar::setOthersOpen(bool differentPatients) {
  m_warns = differentPatients;
  tell();
}

void IdentityBar::tell() {
  QString patient = tr("This slide belongs to no case");
  QString accession;
  QString why;
  if (m_owner) {
    const Patient& whose = m_owner->patient;
    patient = identityWords(whose);
    if (whose.erased)
      patient = tr("Patient's data erased");
    else if (whose.masked)
      patient = maskedText();
    else if (patient.isEmpty())
      patient = tr("No patient is known");
    if (whose.masked && !whose.erased) why = needsPermission(Permission::unmask);
    const QString number = shownText(m_owner->name.accession, 60);
    const QString site = shownText(m_owner->name.site, 40);
    accession = m_owner->pending ? tr("%1 (pending), %2").arg(number, site) : tr("%1, %2").arg(number, site);
  }
  m_patient->setText(patient);
  m_patient->setToolTip(asToolTip(why.isEmpty() ? patient : why));
  m_accession->setText(accession);
  m_accession->setToolTip(asToolTip(accession));
  m_sign->setVisible(m_warns);
  m_warning->setVisible(m_warns);
  setAccessibleName(m_warns ? QStringLiteral("%1. %2, %3").arg(m_warning->text(), patient, accession)
                            : QStringLiteral("%1, %2").arg(patient, accession));
  setVisible(m_owner.has_value() || m_warns);
  update();
}

void IdentityBar::paintEvent(QPaintEvent*) {
  if (m_warns) return paintBanner(*this, BannerTone::notice);
  QPainter painter(this);
  painter.fillRect(rect(), palette().window());
  painter.fillRect(QRect(0, height() - 1, width(), 1), score::rule(palette()));
}

void IdentityBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) showWarningSign(*m_sign);
  QWidget::changeEvent(event);
}

}  // namespace snitt
