#include "ui/people/sign_in_sheet.h"

#include <QCloseEvent>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>
#include <QWindow>

#include "ui/cases/case_words.h"
#include "ui/cases/foreign_text.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/people/cover_p.h"
#include "ui/people/sitting.h"
#include "ui/score/score_style_p.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace snitt {

namespace {

constexpr int kWidthPx = 420;
constexpr int kRows = 6;
constexpr int kMostPinLetters = 128;
constexpr int kSignPx = 24;

QLineEdit* makePinField(QWidget* parent, const char* name) {
  auto* field = new QLineEdit(parent);
  field->setObjectName(QString::fromLatin1(name));
  field->setEchoMode(QLineEdit::Password);
  field->setMaxLength(kMostPinLetters);
  field->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
  field->setContextMenuPolicy(Qt::NoContextMenu);
  return field;
}

}  // namespace

SignInSheet::SignInSheet(Sitting& sitting)
    : QDialog(nullptr, Qt::Dialog | Qt::CustomizeWindowHint | Qt::WindowTitleHint),
      m_sitting(sitting),
      m_heading(makeSentence(this)),
      m_hint(makeSentence(this)),
      m_name(new QLineEdit(this)),
      m_list(new QListWidget(this)),
      m_pin(makePinField(this, "pin")),
      m_mustChange(makeSentence(this)),
      m_new(makePinField(this, "newPin")),
      m_again(makePinField(this, "again")),
      m_says(makeSentence(this)),
      m_quit(new QPushButton(tr("&Quit"), this)),
      m_go(new QPushButton(tr("&Sign in"), this)) {
  setObjectName(QStringLiteral("signIn"));
  setWindowTitle(Cover::lockedTitle());
  setModal(true);
  setWindowModality(Qt::ApplicationModal);
  // It is not a window to go on with once the others are closed.
  setAttribute(Qt::WA_QuitOnClose, false);
  build();
  connect(m_name, &QLineEdit::textEdited, this, [this] {
    m_wanted = 0;
    fill();
  });
  connect(m_name, &QLineEdit::returnPressed, this, &SignInSheet::nameDone);
  connect(m_list, &QListWidget::currentRowChanged, this, &SignInSheet::showChosen);
  connect(m_list, &QListWidget::itemActivated, this, [this] { m_pin->setFocus(); });
  connect(m_list, &QListWidget::itemClicked, this, [this] { m_pin->setFocus(); });
  for (QLineEdit* field : {m_pin, m_new, m_again})
    connect(field, &QLineEdit::returnPressed, this, &SignInSheet::submit);
  connect(m_go, &QPushButton::clicked, this, &SignInSheet::submit);
  connect(m_quit, &QPushButton::clicked, this, &SignInSheet::quitAsked);
  connect(&m_sitting, &Sitting::personsChanged, this, [this] {
    if (isVisible() && !m_asking) fill();
  });
  connect(&m_sitting, &Sitting::stateChanged, this, &SignInSheet::follow);
}

void SignInSheet::build() {
  auto* sign = new QLabel(this);
  sign->setPixmap(icon("lock").pixmap(kSignPx, kSignPx));
  m_heading->setFont(score::bold(m_heading->font()));
  m_heading->setObjectName(QStringLiteral("heading"));
  m_heading->setTextInteractionFlags(Qt::NoTextInteraction);
  m_hint->setObjectName(QStringLiteral("hint"));
  m_hint->setTextInteractionFlags(Qt::NoTextInteraction);
  m_name->setObjectName(QStringLiteral("name"));
  m_name->setPlaceholderText(tr("Beginning of the name"));
  m_name->setAccessibleName(tr("Person: beginning of the name"));
  m_name->installEventFilter(this);
  m_list->setObjectName(QStringLiteral("persons"));
  m_list->setAccessibleName(tr("Persons"));
  m_list->setFixedHeight(kRows * (m_list->fontMetrics().height() + 6) + 6);
  m_list->setUniformItemSizes(true);
  m_mustChange->setObjectName(QStringLiteral("mustChange"));
  m_says->setObjectName(QStringLiteral("says"));
  m_quit->setObjectName(QStringLiteral("quit"));
  m_go->setObjectName(QStringLiteral("go"));
  for (QPushButton* button : {m_quit, m_go}) button->setAutoDefault(false);
  auto* head = new QHBoxLayout;
  head->addWidget(sign);
  head->addWidget(m_heading, 1);
  auto* form = new QFormLayout;
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->addRow(tr("P&erson"), m_name);
  form->addRow(QString(), m_list);
  form->addRow(tr("&PIN"), m_pin);
  form->addRow(m_mustChange);
  form->addRow(tr("&New PIN"), m_new);
  form->addRow(tr("New PIN a&gain"), m_again);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(m_quit);
  buttons->addStretch(1);
  buttons->addWidget(m_go);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(18, 16, 18, 14);
  rows->setSpacing(10);
  rows->addLayout(head);
  rows->addWidget(m_hint);
  rows->addLayout(form);
  rows->addWidget(m_says);
  rows->addLayout(buttons);
  rows->setSizeConstraint(QLayout::SetFixedSize);
  m_name->setMinimumWidth(kWidthPx - 140);
}

void SignInSheet::askOver(QWidget* window) {
  emptyPins();
  say({});
  m_name->clear();
  // Most often it is the same person again.
  m_wanted = m_sitting.actor().id.value;
  m_quit->setVisible(m_sitting.actor().person.empty());
  follow();
  fill();
  adjustSize();
  const QWidget* over = window != nullptr && window->isVisible() ? window->window() : nullptr;
  const QRect place = over != nullptr ? over->geometry() : QGuiApplication::primaryScreen()->availableGeometry();
  move(place.center() - rect().center());
  (void)winId();
  // Kept above it by the desktop, without being the window's child: that may be closed.
  windowHandle()->setTransientParent(over != nullptr ? over->windowHandle() : nullptr);
  show();
  raise();
  activateWindow();
  chosen() ? m_pin->setFocus() : m_name->setFocus();
}

void SignInSheet::comeBack() {
  if (!isVisible()) return;
  QWidget* focus = focusWidget();
  // The newest of modal windows is the one that gets what is typed.
  hide();
  show();
  raise();
  activateWindow();
  if (focus != nullptr) focus->setFocus();
}

void SignInSheet::follow() {
  const bool looking = m_sitting.state() == Sitting::State::looking;
  m_heading->setText(looking ? tr("Opening the database…") : tr("Who works here?"));
  m_hint->setText(looking ? m_sitting.why() : tr("Several persons use this account. What is open stays open."));
  m_hint->setVisible(!m_hint->text().isEmpty());
  for (QWidget* one : QList<QWidget*>{m_name, m_list, m_pin, m_go}) one->setEnabled(!looking && !m_asking);
  if (looking) m_quit->setVisible(true);
}

void SignInSheet::fill() {
  const QString typed = m_name->text().trimmed();
  const QSignalBlocker quiet(m_list);
  m_list->clear();
  int row = -1;
  for (const Person& one : m_sitting.persons()) {
    const QString name = QString::fromStdString(one.name);
    // The beginning of any of the names: some call each other by the last one.
    bool fits = name.startsWith(typed, Qt::CaseInsensitive);
    for (const QString& word : name.split(u' ')) fits = fits || word.startsWith(typed, Qt::CaseInsensitive);
    if (!fits) continue;
    auto* item = new QListWidgetItem(shownText(one.name, 60), m_list);
    item->setData(Qt::UserRole, qlonglong{one.id.value});
    if (one.id.value == m_wanted) row = m_list->count() - 1;
  }
  // What is typed leaves one: that one.
  if (row < 0 && !typed.isEmpty() && m_list->count() > 0) row = 0;
  m_list->setCurrentRow(row);
  showChosen();
}

std::optional<Person> SignInSheet::chosen() const {
  const QListWidgetItem* item = m_list->currentItem();
  if (item == nullptr) return std::nullopt;
  for (const Person& one : m_sitting.persons())
    if (one.id.value == item->data(Qt::UserRole).toLongLong()) return one;
  return std::nullopt;
}

void SignInSheet::showChosen() {
  const auto person = chosen();
  if (person && m_wanted != person->id.value) {
    m_wanted = person->id.value;
    emptyPins();
    say({});
  }
  const bool mustChange = person && person->hasPin && person->pinByOther;
  m_mustChange->setText(tr("An administrator set this PIN: choose another, of at least 6 characters."));
  m_mustChange->setVisible(mustChange);
  auto* form = layout()->findChild<QFormLayout*>();
  for (QLineEdit* field : {m_new, m_again}) {
    field->setVisible(mustChange);
    if (form != nullptr && form->labelForField(field) != nullptr) form->labelForField(field)->setVisible(mustChange);
  }
}

void SignInSheet::nameDone() {
  if (m_list->currentRow() < 0 && m_list->count() == 1) m_list->setCurrentRow(0);
  if (chosen()) return m_pin->setFocus();
  say(m_list->count() == 0 ? tr("No person's name begins like that.") : tr("Choose a person from the list."));
}

// Up and down in the field move through the list.
bool SignInSheet::eventFilter(QObject* watched, QEvent* event) {
  if (watched != m_name || event->type() != QEvent::KeyPress) return QDialog::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (key != Qt::Key_Down && key != Qt::Key_Up) return false;
  const int row = m_list->currentRow() + (key == Qt::Key_Down ? 1 : -1);
  if (m_list->count() > 0) m_list->setCurrentRow(std::clamp(row, 0, m_list->count() - 1));
  return true;
}

void SignInSheet::submit() {
  if (m_asking) return;
  const auto person = chosen();
  if (!person) return nameDone();
  if (m_pin->text().isEmpty()) {
    m_pin->setFocus();
    return say(tr("Type the PIN."));
  }
  const bool changes = m_new->isVisible();
  if (changes && m_new->text() != m_again->text()) {
    const bool first = m_again->text().isEmpty();
    m_again->clear();
    (m_new->text().isEmpty() ? m_new : m_again)->setFocus();
    return first ? say({}) : say(tr("The new PINs differ: type the second one again."));
  }
  if (changes && m_new->text().isEmpty()) return m_new->setFocus();
  m_asking = true;
  say(tr("Looking at the PIN…"));
  follow();
  const auto answer = [this](const std::optional<Error>& fault) { take(fault); };
  const std::string pin = m_pin->text().toStdString();
  if (changes)
    m_sitting.signInChanging(person->id, pin, m_new->text().toStdString(), answer);
  else
    m_sitting.signIn(person->id, pin, answer);
}

void SignInSheet::take(const std::optional<Error>& fault) {
  m_asking = false;
  follow();
  if (!fault) {
    emptyPins();
    return say({});
  }
  // A new PIN that may not be one leaves the old one typed.
  const bool wrongNew = fault->kind == ErrorKind::usage;
  wrongNew ? m_new->clear() : m_pin->clear();
  if (wrongNew) m_again->clear();
  fill();
  (wrongNew ? m_new : m_pin)->setFocus();
  const auto person = chosen();
  if (person && !person->lockedUntil.empty())
    return say(tr("%1 is locked out until %2 after several wrong PINs. An administrator can set a new one meanwhile.")
                   .arg(shownText(person->name, 60), timeWords(person->lockedUntil)));
  say(sentenceOf(*fault));
}

void SignInSheet::say(const QString& sentence) {
  m_says->setText(sentence);
  m_says->setVisible(!sentence.isEmpty());
  QPalette colours = palette();
  if (!m_asking) colours.setColor(QPalette::WindowText, toneColour(Tone::error));
  m_says->setPalette(colours);
}

void SignInSheet::emptyPins() {
  for (QLineEdit* field : {m_pin, m_new, m_again}) field->clear();
}

void SignInSheet::closeEvent(QCloseEvent* event) { event->ignore(); }

}  // namespace snitt
