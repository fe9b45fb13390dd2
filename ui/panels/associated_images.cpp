#include "ui/panels/associated_images.h"

#include <QFrame>
#include <QScrollArea>

#include "ui/cases/case_words.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/panels/picture_card_p.h"

namespace snitt {

namespace {

const QString kLabel = QStringLiteral("label");
const QString kMacro = QStringLiteral("macro");

}  // namespace

AssociatedImages::AssociatedImages(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Label and macro pictures"));
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* content = new QWidget(scroll);
  m_cards = new QVBoxLayout(content);
  m_cards->setContentsMargins(10, 10, 10, 10);
  m_cards->setSpacing(14);
  m_empty = makeSentence(content);
  m_empty->setObjectName(QStringLiteral("empty"));
  m_empty->setAlignment(Qt::AlignCenter);
  m_empty->setText(tr("This slide holds no label, macro or thumbnail."));
  m_cards->addWidget(m_empty);
  m_cards->addStretch(1);
  scroll->setWidget(content);
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(scroll);
}

void AssociatedImages::setNames(const QStringList& names) {
  qDeleteAll(m_byName);
  m_byName.clear();
  for (const QString& name : names)
    if (!m_byName.contains(name)) addCard(name);
  m_empty->setVisible(m_byName.isEmpty());
}

void AssociatedImages::setMasked(bool masked) {
  m_empty->setText(masked ? tr("Label and macro name the patient. %1").arg(needsPermission(Permission::unmask))
                          : tr("This slide holds no label, macro or thumbnail."));
  if (masked) setNames({});
}

void AssociatedImages::addCard(const QString& name) {
  PictureWords words{name, tr("Show picture"), tr("Hide picture")};
  if (name == kLabel) words = {tr("Label"), tr("Show label"), tr("Hide label")};
  if (name == kMacro) words = {tr("Macro"), tr("Show macro"), tr("Hide macro")};
  if (name == QLatin1String("thumbnail")) words.caption = tr("Thumbnail");
  auto* card = new PictureCard(name, words, name != QLatin1String("thumbnail"), this);
  if (name == kLabel) {
    card->setTurnDeg(m_labelTurnDeg);
    connect(card, &PictureCard::turned, this, [this](int degrees) {
      m_labelTurnDeg = degrees;
      Q_EMIT labelTurned(degrees);
    });
  }
  connect(card, &PictureCard::coverToggled, this, [this, name](bool covered) {
    if (!covered) Q_EMIT uncovered(name);
  });
  m_byName.insert(name, card);
  m_cards->insertWidget(m_cards->count() - 1, card);
}

void AssociatedImages::setPicture(const QString& name, const QImage& picture) {
  if (PictureCard* card = m_byName.value(name)) card->setPicture(picture);
}

bool AssociatedImages::isCovered(const QString& name) const {
  const PictureCard* card = m_byName.value(name);
  return card != nullptr && card->isCovered();
}

void AssociatedImages::setLabelTurnDeg(int degrees) {
  m_labelTurnDeg = ((degrees / 90 * 90) % 360 + 360) % 360;
  if (PictureCard* card = m_byName.value(kLabel)) card->setTurnDeg(m_labelTurnDeg);
}

}  // namespace snitt
