#include "ui/panels/adjust_panel.h"

#include <QGridLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/panels/adjust_row_p.h"
#include "ui/panels/panel_parts_p.h"

namespace snitt {

namespace {

constexpr double kPercent = 100;
// The ranges of DisplayLook; brightness is shown in per cent.
constexpr AdjustRange kBrightness{-100, 0, 100, false, 0, 1};
constexpr AdjustRange kContrast{0.1, 1, 5, true, 2, 0.05};
constexpr AdjustRange kGamma{0.2, 1, 5, true, 2, 0.05};

double within(double value, double least, double most, double otherwise) {
  return std::isfinite(value) ? std::clamp(value, least, most) : otherwise;
}

DisplayLook inRange(DisplayLook look) {
  look.brightness = within(look.brightness, -1, 1, 0);
  look.contrast = within(look.contrast, kContrast.least, kContrast.most, 1);
  look.gamma = within(look.gamma, kGamma.least, kGamma.most, 1);
  return look;
}

}  // namespace

AdjustPanel::AdjustPanel(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Adjust the picture"));
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(10, 10, 10, 10);
  rows->setSpacing(10);
  rows->addWidget(makeLight());
  rows->addWidget(makeProfile());
  rows->addWidget(makeStains());

  m_reset = new QPushButton(tr("Reset"), this);
  m_reset->setObjectName(QStringLiteral("reset"));
  m_reset->setAutoDefault(false);
  m_reset->setToolTip(tr("Show the slide as it was scanned, with its colour profile"));
  connect(m_reset, &QPushButton::clicked, this, [this] { changeTo(DisplayLook{}); });
  QLabel* note = makeNote(this);
  note->setText(tr("Changes what is shown, never the file or a score."));
  auto* foot = new QHBoxLayout;
  foot->addWidget(note, 1);
  foot->addWidget(m_reset, 0, Qt::AlignTop);
  rows->addLayout(foot);
  rows->addStretch(1);
  showLook();
  showProfile();
}

QWidget* AdjustPanel::makeLight() {
  auto* box = new QWidget(this);
  auto* grid = new QGridLayout(box);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(8);
  grid->setVerticalSpacing(6);
  grid->setColumnStretch(1, 1);
  m_brightness = new AdjustRow(tr("Brightness"), QStringLiteral("brightness"), kBrightness, *grid, *box);
  m_brightness->setSuffix(tr(" %"));
  m_contrast = new AdjustRow(tr("Contrast"), QStringLiteral("contrast"), kContrast, *grid, *box);
  m_gamma = new AdjustRow(tr("Gamma"), QStringLiteral("gamma"), kGamma, *grid, *box);
  const auto edits = [this](AdjustRow* row, double DisplayLook::*field, double unit) {
    connect(row, &AdjustRow::edited, this, [this, field, unit](double value) {
      DisplayLook look = m_look;
      look.*field = value / unit;
      changeTo(look);
    });
  };
  edits(m_brightness, &DisplayLook::brightness, kPercent);
  edits(m_contrast, &DisplayLook::contrast, 1);
  edits(m_gamma, &DisplayLook::gamma, 1);
  return box;
}

QWidget* AdjustPanel::makeProfile() {
  auto* box = new QWidget(this);
  auto* rows = new QVBoxLayout(box);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(2);
  m_profile = new QCheckBox(tr("Apply the slide's colour profile"), box);
  m_profile->setObjectName(QStringLiteral("profile"));
  m_profileNote = makeNote(box);
  m_profileNote->setObjectName(QStringLiteral("profile-note"));
  m_profileNote->setIndent(22);
  rows->addWidget(m_profile);
  rows->addWidget(m_profileNote);
  connect(m_profile, &QCheckBox::toggled, this, [this](bool on) {
    DisplayLook look = m_look;
    look.useIccProfile = on;
    changeTo(look);
  });
  return box;
}

QWidget* AdjustPanel::makeStains() {
  auto* box = new QGroupBox(tr("Stain"), this);
  auto* grid = new QGridLayout(box);
  grid->setVerticalSpacing(4);
  m_stains = new QButtonGroup(this);
  const struct {
    StainView view;
    QString name, objectName, toolTip;
  } choices[] = {
      {StainView::colour, tr("Colour"), QStringLiteral("colour"), tr("The slide as it was scanned")},
      {StainView::haematoxylin, tr("Haematoxylin"), QStringLiteral("haematoxylin"),
       tr("Haematoxylin alone, by colour deconvolution")},
      {StainView::eosin, tr("Eosin"), QStringLiteral("eosin"), tr("Eosin alone, by colour deconvolution")},
      {StainView::residual, tr("Residual"), QStringLiteral("residual"),
       tr("What neither haematoxylin nor eosin explains: pen, pigment, other stains")},
  };
  for (int i = 0; const auto& choice : choices) {
    auto* button = new QRadioButton(choice.name, box);
    button->setObjectName(choice.objectName);
    button->setToolTip(choice.toolTip);
    m_stains->addButton(button, static_cast<int>(choice.view));
    grid->addWidget(button, i / 2, i % 2);
    ++i;
  }
  connect(m_stains, &QButtonGroup::idToggled, this, [this](int id, bool on) {
    if (!on) return;
    DisplayLook look = m_look;
    look.stain = static_cast<StainView>(id);
    changeTo(look);
  });
  return box;
}

void AdjustPanel::setLook(const DisplayLook& look) {
  m_look = inRange(look);
  showLook();
}

void AdjustPanel::changeTo(const DisplayLook& look) {
  if (look == m_look) return;
  m_look = inRange(look);
  showLook();
  Q_EMIT lookChanged(m_look);
}

void AdjustPanel::showLook() {
  m_brightness->setValue(m_look.brightness * kPercent);
  m_contrast->setValue(m_look.contrast);
  m_gamma->setValue(m_look.gamma);
  {
    const QSignalBlocker quiet(m_stains);
    m_stains->button(static_cast<int>(m_look.stain))->setChecked(true);
  }
  const QSignalBlocker quiet(m_profile);
  m_profile->setChecked(m_profilePresent && m_look.useIccProfile);
  m_reset->setEnabled(m_look != DisplayLook{});
}

void AdjustPanel::setProfile(bool present, const QString& name) {
  m_profilePresent = present;
  m_profileName = name.simplified();
  m_profileFinding.clear();
  showProfile();
}

void AdjustPanel::setProfileFinding(const QString& finding) {
  m_profileFinding = finding;
  showProfile();
}

void AdjustPanel::showProfile() {
  m_profile->setEnabled(m_profilePresent);
  QString note = m_profileName.isEmpty() ? tr("The profile has no name.") : m_profileName;
  if (!m_profilePresent) note = tr("This slide has no colour profile; it is shown as sRGB.");
  if (!m_profileFinding.isEmpty()) note = m_profileFinding;
  m_profileNote->setText(note);
  m_profile->setAccessibleDescription(note);
  m_profile->setToolTip(note);
  showLook();
}

}  // namespace snitt
