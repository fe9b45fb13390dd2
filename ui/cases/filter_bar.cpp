#include "ui/cases/filter_bar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>
#include <utility>

#include "ui/cases/case_words.h"
#include "ui/cases/foreign_text.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/theme/icons.h"

namespace snitt {

namespace {

constexpr std::chrono::milliseconds kTypingPause{150};
constexpr int kMostNameLetters = 60;

// Entry 0 is "all".
template <class T>
std::optional<T> chosen(const QComboBox& box) {
  if (box.currentIndex() <= 0) return std::nullopt;
  return static_cast<T>(box.currentIndex() - 1);
}

template <class T>
void choose(QComboBox& box, const std::optional<T>& value) {
  box.setCurrentIndex(value ? static_cast<int>(*value) + 1 : 0);
}

// Boxes that filter show it.
void showUse(QWidget& widget, bool used) {
  QFont font = widget.font();
  if (font.bold() == used) return;
  font.setBold(used);
  widget.setFont(font);
}

}  // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent),
      m_search(new QLineEdit(this)),
      m_missing(new QCheckBox(tr("Missing slides"), this)),
      m_flagged(new QCheckBox(tr("Flagged"), this)),
      m_clear(new QToolButton(this)),
      m_views(new QToolButton(this)),
      m_new(new QToolButton(this)),
      m_menu(new QMenu(this)),
      m_count(new QLabel(this)) {
  m_search->setObjectName(QStringLiteral("search"));
  m_search->setClearButtonEnabled(true);
  m_search->setAccessibleName(tr("Search cases"));
  m_search->setMaxLength(500);
  m_search->addAction(icon("search"), QLineEdit::LeadingPosition);
  m_search->installEventFilter(this);
  setNamesSearched(false);

  m_state = addChoice("state", tr("State"), {tr("All states"), tr("Open"), tr("Closed"), tr("Cancelled")});
  m_priority = addChoice("priority", tr("Priority"), {tr("Any priority"), tr("Routine"), tr("Urgent")});
  QStringList states{tr("Any AI status")};
  for (const AiState one : {AiState::noSlides, AiState::notAllowed, AiState::slidesNotChosen, AiState::unscored,
                            AiState::scored, AiState::notAssessable})
    states << aiWords(one, std::nullopt);
  m_ai = addChoice("ai", tr("AI status"), states);
  m_class = addChoice(
      "class", tr("Class"),
      {tr("Any class"), classShort(Prognosis::good), classShort(Prognosis::uncertain), classShort(Prognosis::poor)});
  m_site = addChoice("site", tr("Site"), {tr("All sites")});
  m_site->hide();
  m_missing->setObjectName(QStringLiteral("missing"));
  m_flagged->setObjectName(QStringLiteral("flagged"));
  for (QCheckBox* box : {m_missing, m_flagged}) connect(box, &QCheckBox::toggled, this, &FilterBar::tell);

  m_clear->setObjectName(QStringLiteral("clear"));
  m_clear->setAutoRaise(true);
  m_clear->setText(tr("Show all open cases"));
  m_clear->setToolTip(tr("Take search and filters away"));
  connect(m_clear, &QToolButton::clicked, this, &FilterBar::clear);

  m_views->setObjectName(QStringLiteral("views"));
  m_views->setText(tr("Saved views"));
  m_views->setIcon(icon("bookmarks"));
  m_views->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_views->setPopupMode(QToolButton::InstantPopup);
  m_views->setToolTip(tr("Filters and order that you have saved"));
  m_views->setMenu(m_menu);
  m_menu->setObjectName(QStringLiteral("views"));
  m_menu->setToolTipsVisible(true);
  connect(m_menu, &QMenu::aboutToShow, this, &FilterBar::fillMenu);

  m_new->setObjectName(QStringLiteral("newCase"));
  m_new->setText(tr("New case…"));
  connect(m_new, &QToolButton::clicked, this, &FilterBar::newCaseAsked);
  setMayMake(false, {});

  m_count->setObjectName(QStringLiteral("count"));
  m_count->setTextFormat(Qt::PlainText);

  auto* first = new QHBoxLayout;
  first->setSpacing(8);
  first->addWidget(m_search, 1);
  first->addWidget(m_views);
  first->addWidget(m_new);
  auto* second = new QHBoxLayout;
  second->setSpacing(8);
  for (QComboBox* box : {m_state, m_priority, m_ai, m_class, m_site}) second->addWidget(box);
  second->addSpacing(4);
  second->addWidget(m_missing);
  second->addWidget(m_flagged);
  second->addWidget(m_clear);
  second->addStretch(1);
  second->addWidget(m_count);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(10, 8, 10, 8);
  rows->setSpacing(6);
  rows->addLayout(first);
  rows->addLayout(second);

  connect(m_search, &QLineEdit::textEdited, this, [this] { m_soon.start(kTypingPause); });
  // The cross in the field says nothing as textEdited.
  connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
    if (text.isEmpty() && !m_soon.isActive()) m_soon.start(kTypingPause);
  });
  m_soon.setSingleShot(true);
  connect(&m_soon, &QTimer::timeout, this, &FilterBar::tell);
  setFilter({});
}

QComboBox* FilterBar::addChoice(const char* name, const QString& accessibleName, const QStringList& texts) {
  auto* box = new QComboBox(this);
  box->setObjectName(QString::fromLatin1(name));
  box->setAccessibleName(accessibleName);
  box->setToolTip(accessibleName);
  box->addItems(texts);
  box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  connect(box, &QComboBox::activated, this, &FilterBar::tell);
  return box;
}

WorklistFilter FilterBar::filter() const {
  WorklistFilter filter;
  filter.search = m_search->text().trimmed().toStdString();
  filter.states.clear();
  if (const auto state = chosen<CaseState>(*m_state)) filter.states.push_back(*state);
  filter.priority = chosen<Priority>(*m_priority);
  filter.ai = chosen<AiState>(*m_ai);
  filter.prognosis = chosen<Prognosis>(*m_class);
  if (m_site->currentIndex() > 0) filter.site = m_site->currentData().toString().toStdString();
  filter.slidesMissing = m_missing->isChecked();
  filter.flagged = m_flagged->isChecked();
  return filter;
}

void FilterBar::setFilter(const WorklistFilter& filter) {
  const QSignalBlocker quiet(this);
  m_search->setText(QString::fromStdString(filter.search));
  choose(*m_state, filter.states.empty() ? std::optional<CaseState>() : filter.states.front());
  choose(*m_priority, filter.priority);
  choose(*m_ai, filter.ai);
  choose(*m_class, filter.prognosis);
  const int site = filter.site ? m_site->findData(QString::fromStdString(*filter.site)) : 0;
  if (site < 0) m_site->addItem(shownText(*filter.site, 40), QString::fromStdString(*filter.site));
  m_site->setCurrentIndex(site < 0 ? m_site->count() - 1 : site);
  m_missing->setChecked(filter.slidesMissing);
  m_flagged->setChecked(filter.flagged);
  m_soon.stop();
  tell();
}

void FilterBar::clear() {
  setFilter({});
  Q_EMIT filterChanged();
}

void FilterBar::finishTyping() {
  if (m_soon.isActive()) tell();
}

void FilterBar::tell() {
  m_soon.stop();
  showUse(*m_state, m_state->currentIndex() != 1);
  for (QComboBox* box : {m_priority, m_ai, m_class, m_site}) showUse(*box, box->currentIndex() > 0);
  for (QCheckBox* box : {m_missing, m_flagged}) showUse(*box, box->isChecked());
  m_clear->setVisible(isFiltering());
  m_site->setVisible(m_site->count() > 2 || m_site->currentIndex() > 0);
  Q_EMIT filterChanged();
}

void FilterBar::setSites(const std::vector<std::string>& sites) {
  const QVariant chosen = m_site->currentIndex() > 0 ? m_site->currentData() : QVariant();
  while (m_site->count() > 1) m_site->removeItem(1);
  for (const std::string& site : sites) m_site->addItem(shownText(site, 40), QString::fromStdString(site));
  int row = chosen.isValid() ? m_site->findData(chosen) : 0;
  if (row < 0) {
    m_site->addItem(shownText(chosen.toString(), 40), chosen);
    row = m_site->count() - 1;
  }
  m_site->setCurrentIndex(row);
  m_site->setVisible(m_site->count() > 2 || row > 0);
}

void FilterBar::setSaved(std::vector<SavedFilter> saved) { m_saved = std::move(saved); }

void FilterBar::setCount(const QString& words) { m_count->setText(words); }

void FilterBar::setNamesSearched(bool searched) {
  m_search->setPlaceholderText(
      searched ? tr("Accession, specimen or slide — or a whole word of the patient's name, a number or a birth date")
               : tr("Accession, specimen or slide"));
}

void FilterBar::setMayMake(bool may, const QString& why) {
  m_new->setEnabled(may);
  m_new->setToolTip(may ? tr("Make a case that no list or message of the laboratory names (Ctrl+N)") : asToolTip(why));
}

void FilterBar::fillMenu() {
  m_menu->clear();
  for (const SavedFilter& one : m_saved)
    connect(m_menu->addAction(asLabel(shownText(one.name, kMostNameLetters))), &QAction::triggered, this,
            [this, one] { Q_EMIT savedChosen(one); });
  if (m_saved.empty()) m_menu->addAction(tr("Nothing is saved yet"))->setEnabled(false);
  m_menu->addSeparator();
  connect(m_menu->addAction(icon("save"), tr("Save this view…")), &QAction::triggered, this, &FilterBar::askName);
  if (m_saved.empty()) return;
  QMenu* drop = m_menu->addMenu(icon("delete"), tr("Remove"));
  drop->setToolTipsVisible(true);
  for (const SavedFilter& one : m_saved)
    connect(drop->addAction(asLabel(shownText(one.name, kMostNameLetters))), &QAction::triggered, this,
            [this, name = one.name] { Q_EMIT dropAsked(name); });
}

void FilterBar::askName() {
  auto* dialog = new QInputDialog(this);
  dialog->setObjectName(QStringLiteral("viewName"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Save this view"));
  dialog->setLabelText(tr("Name. One of this name is replaced; patients' names do not belong here."));
  connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& name) {
    if (!name.trimmed().isEmpty()) Q_EMIT saveAsked(name.trimmed().left(kMostNameLetters));
  });
  dialog->open();
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_search && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    switch (key->key()) {
      case Qt::Key_Down:
        Q_EMIT downPressed();
        return true;
      case Qt::Key_Return:
      case Qt::Key_Enter:
        finishTyping();
        Q_EMIT returnPressed();
        return true;
      case Qt::Key_Escape:
        if (m_search->text().isEmpty()) {
          Q_EMIT downPressed();
        } else {
          m_search->clear();
          tell();
        }
        return true;
      default:
        break;
    }
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace snitt
