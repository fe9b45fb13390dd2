#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

#include "ui/cases/case_words.h"
#include "ui/cases/foreign_text.h"
#include "ui/cases/staging_form_p.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/theme/theme.h"

namespace snitt {

namespace {

constexpr int kMostLetters = 12;

// Not in the field itself: an example there would be taken for a value.
QString hintOf(StagingItem item) {
  switch (item) {
    case StagingItem::pT:
      return StagingForm::tr("For example: pT3");
    case StagingItem::pN:
      return StagingForm::tr("For example: pN1a");
    case StagingItem::nodes:
      return StagingForm::tr("Lymph nodes examined, a whole number");
    case StagingItem::positiveNodes:
      return StagingForm::tr("Of them with tumour, a whole number");
    default:
      return {};
  }
}

QString wrongWords(StagingItem item) {
  switch (item) {
    case StagingItem::pT:
      return StagingForm::tr("That is no category: pT1 to pT4b, pTis, pTX.");
    case StagingItem::pN:
      return StagingForm::tr("That is no category: pN0 to pN2b, pNX.");
    default:
      return StagingForm::tr("A whole number is wanted.");
  }
}

// pT and pN are kept without their letters.
QString valueWords(StagingItem item, const std::string& value) {
  if (value.empty()) return {};
  const QString text = shownText(value, kMostLetters);
  if (item == StagingItem::pT) return QStringLiteral("pT") + text;
  if (item == StagingItem::pN) return QStringLiteral("pN") + text;
  return text;
}

void tone(QLabel& label, bool wrong) {
  QPalette palette = label.palette();
  palette.setColor(QPalette::WindowText, wrong ? toneColour(Tone::error) : mutedText(label.parentWidget()->palette()));
  label.setPalette(palette);
}

}  // namespace

StagingForm::StagingForm(QWidget* parent) : QWidget(parent) {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(8);
  grid->setVerticalSpacing(4);
  grid->setColumnStretch(2, 1);
  constexpr std::array kOrder{StagingItem::pT,      StagingItem::pN,     StagingItem::nodes, StagingItem::positiveNodes,
                              StagingItem::edition, StagingItem::yPrefix};
  for (std::size_t i = 0; i < kOrder.size(); ++i) {
    Field& field = m_fields[i];
    field.item = kOrder[i];
    const int row = static_cast<int>(i);
    const QString name = stagingName(field.item);
    auto* label = new QLabel(name, this);
    label->setWordWrap(true);
    grid->addWidget(label, row, 0);
    const QString objectName = QString::fromLatin1(toText(field.item).data());
    if (field.item == StagingItem::edition || field.item == StagingItem::yPrefix) {
      field.choice = new QComboBox(this);
      field.choice->addItem(QStringLiteral("—"), QString());
      const QStringList values = field.item == StagingItem::edition
                                     ? QStringList{QStringLiteral("7"), QStringLiteral("8")}
                                     : QStringList{QStringLiteral("yes"), QStringLiteral("no")};
      for (const QString& value : values)
        field.choice->addItem(value == QLatin1String("yes")  ? tr("yes")
                              : value == QLatin1String("no") ? tr("no")
                                                             : value,
                              value);
      field.choice->setObjectName(objectName);
      field.choice->setAccessibleName(name);
      connect(field.choice, &QComboBox::activated, this, [this, i] { take(m_fields[i]); });
      grid->addWidget(field.choice, row, 1);
    } else {
      field.edit = new QLineEdit(this);
      field.edit->setObjectName(objectName);
      field.edit->setAccessibleName(name);
      field.edit->setMaxLength(kMostLetters);
      field.edit->setFixedWidth(72);
      field.edit->installEventFilter(this);
      connect(field.edit, &QLineEdit::editingFinished, this, [this, i] { take(m_fields[i]); });
      grid->addWidget(field.edit, row, 1);
    }
    field.note = makeNote(this);
    grid->addWidget(field.note, row, 2);
  }
}

void StagingForm::show(const LabCase& labCase, bool mayConfirm) {
  const bool may = mayConfirm && labCase.state == CaseState::open;
  for (Field& field : m_fields) {
    const std::string before = field.value;
    field.value.clear();
    field.source.clear();
    for (const StagingFact& fact : labCase.staging)
      if (fact.item == field.item) {
        field.value = fact.value;
        field.source = fact.at.empty() ? shownText(fact.source, 60)
                                       : tr("%1, %2").arg(shownText(fact.source, 60), dayWords(fact.at));
      }
    QWidget* control = field.edit != nullptr ? static_cast<QWidget*>(field.edit) : field.choice;
    control->setEnabled(may);
    control->setToolTip(mayConfirm ? hintOf(field.item) : asToolTip(needsPermission(Permission::confirm)));
    // What somebody types just now is theirs until the field is left.
    if (field.edit == nullptr || !field.edit->hasFocus() || !field.edit->isModified() || before != field.value)
      showValue(field);
  }
}

void StagingForm::showValue(Field& field) {
  if (field.edit != nullptr) {
    field.edit->setText(valueWords(field.item, field.value));
    field.edit->setModified(false);
  } else {
    const int row = field.choice->findData(QString::fromStdString(field.value));
    field.choice->setCurrentIndex(std::max(row, 0));
  }
  field.note->setText(field.source);
  tone(*field.note, false);
}

void StagingForm::take(Field& field) {
  if (field.edit != nullptr && !field.edit->isModified()) return;
  const std::string text = field.edit != nullptr ? field.edit->text().trimmed().toStdString()
                                                 : field.choice->currentData().toString().toStdString();
  const auto value = stagingValue(field.item, text);
  if (!value) {
    field.note->setText(wrongWords(field.item));
    tone(*field.note, true);
    return;
  }
  if (field.edit != nullptr) field.edit->setModified(false);
  field.note->setText(field.source);
  tone(*field.note, false);
  if (*value != field.value)
    Q_EMIT entered(field.item, *value);
  else
    showValue(field);
}

void StagingForm::finishEditing() {
  for (Field& field : m_fields)
    if (field.edit != nullptr) take(field);
}

bool StagingForm::eventFilter(QObject* watched, QEvent* event) {
  // Escape takes back what was typed before it leaves the case.
  if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
    for (Field& field : m_fields)
      if (field.edit == watched && field.edit->isModified()) {
        showValue(field);
        return true;
      }
  return QWidget::eventFilter(watched, event);
}

}  // namespace snitt
