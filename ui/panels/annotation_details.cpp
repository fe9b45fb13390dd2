#include "ui/panels/annotation_details.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <utility>

#include "ui/panels/annotation_model.h"
#include "ui/draw/annotation_text.h"
#include "ui/panels/panel_parts_p.h"

namespace snitt {

namespace {
// Files of networks may bring hundreds with each object.
constexpr std::size_t kMostMeasurements = 40;
}  // namespace

AnnotationDetails::AnnotationDetails(const ClassList& classes, QWidget* parent)
    : QWidget(parent),
      m_classes(classes),
      m_heading(makeSentence(this)),
      m_name(new QLineEdit(this)),
      m_class(new QComboBox(this)),
      m_note(new QPlainTextEdit(this)),
      m_locked(new QCheckBox(tr("Locked"), this)),
      m_sizes(makeNote(this)),
      m_made(makeNote(this)),
      m_verify(new QPushButton(tr("Mark as verified"), this)) {
  build();
  m_typed.setSingleShot(true);
  m_typed.setInterval(std::chrono::milliseconds(700));
  connect(&m_typed, &QTimer::timeout, this, &AnnotationDetails::finishEditing);
  connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameDirty = true; });
  connect(m_name, &QLineEdit::editingFinished, this, &AnnotationDetails::finishEditing);
  connect(m_note, &QPlainTextEdit::textChanged, this, [this] {
    m_noteDirty = true;
    m_typed.start();
  });
  connect(m_class, &QComboBox::activated, this,
          [this](int row) { Q_EMIT classChosen(m_class->itemData(row).toString().toStdString()); });
  connect(m_locked, &QCheckBox::clicked, this, &AnnotationDetails::lockChosen);
  connect(m_verify, &QPushButton::clicked, this, &AnnotationDetails::verifyAsked);
  connect(&classes, &ClassList::changed, this, &AnnotationDetails::fill);
  fill();
}

void AnnotationDetails::build() {
  QFont bold = m_heading->font();
  bold.setBold(true);
  m_heading->setFont(bold);
  m_name->setAccessibleName(tr("Name of the annotation"));
  m_class->setAccessibleName(tr("Class of the selected annotations"));
  m_class->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_class->setMinimumContentsLength(8);
  m_note->setAccessibleName(tr("Note on the annotation"));
  m_note->setTabChangesFocus(true);
  m_note->setFixedHeight(m_note->fontMetrics().lineSpacing() * 3 + 12);
  m_locked->setToolTip(tr("Locked annotations cannot be changed or removed"));
  m_verify->setToolTip(tr("You have looked at what the network drew and agree"));
  for (QLabel* label : {m_sizes, m_made}) label->setForegroundRole(QPalette::PlaceholderText);
  auto* form = new QFormLayout;
  form->setContentsMargins(0, 0, 0, 0);
  form->setSpacing(6);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->addRow(tr("Name"), m_name);
  form->addRow(tr("Class"), m_class);
  form->addRow(tr("Note"), m_note);
  auto* row = new QHBoxLayout;
  row->addWidget(m_locked);
  row->addStretch(1);
  row->addWidget(m_verify);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  layout->addWidget(m_heading);
  layout->addLayout(form);
  layout->addLayout(row);
  layout->addWidget(m_sizes);
  layout->addWidget(m_made);
  layout->addStretch(1);
}

void AnnotationDetails::setScale(const std::optional<Mpp>& mpp) {
  m_mpp = mpp;
  fill();
}

void AnnotationDetails::setSelected(const std::vector<AnnotationPtr>& selected, std::size_t number, bool canEdit) {
  const std::string id = selected.size() == 1 ? selected.front()->id : std::string();
  if (id != m_shown) finishEditing();
  m_selected = selected;
  m_number = number;
  m_canEdit = canEdit;
  fill();
}

void AnnotationDetails::finishEditing() {
  m_typed.stop();
  const bool name = std::exchange(m_nameDirty, false);
  const bool note = std::exchange(m_noteDirty, false);
  const std::string id = m_shown;
  // Taken out before either is told: the answer to the first fills the fields anew.
  const QString nameText = m_name->text().trimmed();
  const QString noteText = m_note->toPlainText();
  if (id.empty()) return;
  if (name) Q_EMIT nameTyped(id, nameText);
  if (note) Q_EMIT noteTyped(id, noteText);
}

void AnnotationDetails::fill() {
  setVisible(!m_selected.empty());
  if (m_selected.empty()) {
    m_shown.clear();
    return;
  }
  const bool one = m_selected.size() == 1;
  const Annotation& last = *m_selected.back();
  const bool anyLocked = std::ranges::any_of(m_selected, [](const AnnotationPtr& each) { return each->locked; });
  const bool anyFree = std::ranges::any_of(m_selected, [](const AnnotationPtr& each) { return !each->locked; });
  m_heading->setText(one ? annotationTitle(last, m_number)
                         : tr("%1 selected").arg(QLocale().toString(m_selected.size())));
  m_shown = one ? last.id : std::string();
  m_name->setEnabled(one && m_canEdit && !anyLocked);
  m_note->setEnabled(one && m_canEdit && !anyLocked);
  m_name->setPlaceholderText(one ? annotationTitle(last, m_number) : tr("Several"));
  const QString name = one ? QString::fromStdString(last.name) : QString();
  if (!m_nameDirty && name != m_name->text()) m_name->setText(name);
  const QString note = one ? QString::fromStdString(last.note) : QString();
  if (!m_noteDirty && note != m_note->toPlainText()) {
    const QSignalBlocker quiet(m_note);
    m_note->setPlainText(note);
  }
  const bool several =
      std::ranges::any_of(m_selected, [&](const AnnotationPtr& other) { return other->className != last.className; });
  fillClasses(last.className, several);
  m_class->setEnabled(m_canEdit && anyFree);
  m_locked->setTristate(anyLocked && anyFree);
  m_locked->setCheckState(!anyLocked ? Qt::Unchecked : anyFree ? Qt::PartiallyChecked : Qt::Checked);
  m_locked->setEnabled(m_canEdit);
  const bool anyToVerify = std::ranges::any_of(
      m_selected, [](const AnnotationPtr& other) { return other->origin == Origin::ai && !other->locked; });
  m_verify->setVisible(
      std::ranges::any_of(m_selected, [](const AnnotationPtr& other) { return other->origin == Origin::ai; }));
  m_verify->setEnabled(m_canEdit && anyToVerify);
  m_sizes->setText(sizesText());
  m_made->setText(madeText());
}

void AnnotationDetails::fillClasses(const std::string& chosen, bool several) {
  const QSignalBlocker quiet(m_class);
  m_class->clear();
  m_class->addItem(tr("No class"), QString());
  const auto addClass = [this](const std::string& name, const Colour& colour) {
    m_class->addItem(classSwatch(QColor(colour[0], colour[1], colour[2])), QString::fromStdString(name),
                     QString::fromStdString(name));
  };
  for (const AnnotationClass& one : m_classes.classes()) addClass(one.name, one.colour);
  // One that a file brought and the list does not know.
  if (!chosen.empty() && m_class->findData(QString::fromStdString(chosen)) < 0)
    addClass(chosen, m_classes.colourOf(chosen));
  m_class->setPlaceholderText(tr("Several classes"));
  m_class->setCurrentIndex(several ? -1 : m_class->findData(QString::fromStdString(chosen)));
}

QString AnnotationDetails::sizesText() const {
  if (m_selected.size() != 1) {
    Geometry all;
    std::size_t lines = 0;
    for (const AnnotationPtr& one : m_selected) {
      all.areas.insert(all.areas.end(), one->geometry.areas.begin(), one->geometry.areas.end());
      all.points.insert(all.points.end(), one->geometry.points.begin(), one->geometry.points.end());
      lines += one->geometry.lines.size();
    }
    QStringList texts;
    if (!all.areas.empty()) texts << tr("Sum of areas: %1").arg(areaSizeText({all.areas, {}, {}}, m_mpp));
    if (!all.points.empty()) texts << tr("Points: %1").arg(QLocale().toString(all.points.size()));
    if (lines > 0) texts << tr("Lines: %1").arg(QLocale().toString(lines));
    return texts.join(u'\n');
  }
  const Annotation& one = *m_selected.front();
  QStringList texts;
  if (!one.geometry.areas.empty()) {
    texts << tr("Area: %1").arg(areaSizeText(one.geometry, m_mpp));
    texts << tr("Perimeter: %1").arg(lengthSizeText(one.geometry, m_mpp));
  } else if (!one.geometry.lines.empty()) {
    texts << tr("Length: %1").arg(lengthSizeText(one.geometry, m_mpp));
  } else {
    texts << tr("Points: %1").arg(QLocale().toString(one.geometry.points.size()));
  }
  for (std::size_t i = 0; i < std::min(one.measurements.size(), kMostMeasurements); ++i)
    texts << QStringLiteral("%1: %2").arg(QString::fromStdString(one.measurements[i].name),
                                          QLocale().toString(one.measurements[i].value, 'g', 5));
  if (one.measurements.size() > kMostMeasurements)
    texts << tr("… and %1 more measurements").arg(one.measurements.size() - kMostMeasurements);
  return texts.join(u'\n');
}

QString AnnotationDetails::madeText() const {
  if (m_selected.size() != 1) return {};
  const Annotation& one = *m_selected.front();
  QStringList texts{tr("Origin: %1").arg(originText(one.origin))};
  if (!one.author.empty()) texts << tr("Author: %1").arg(QString::fromStdString(one.author));
  if (!one.created.empty()) texts << tr("Created: %1").arg(timeText(one.created));
  if (!one.changed.empty()) texts << tr("Changed: %1").arg(timeText(one.changed));
  return texts.join(u'\n');
}

}  // namespace snitt
