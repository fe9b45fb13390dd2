#include "ui/cases/unmatched_queue.h"

#include <QInputDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <utility>

#include "ui/cases/case_chooser.h"
#include "ui/cases/case_words.h"
#include "ui/cases/empty_page_p.h"
#include "ui/cases/foreign_text.h"
#include "ui/cases/label_picture.h"
#include "ui/cases/new_case_dialog.h"
#include "ui/cases/said_table_p.h"
#include "ui/cases/two_line_delegate_p.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/wrap_label_p.h"
#include "ui/window/notice_bar.h"

namespace snitt {

namespace {

constexpr std::chrono::milliseconds kTypingPause{150};
constexpr std::size_t kMostCases = 50;

constexpr std::array kIdentityFields{&SlideIdentity::specimen, &SlideIdentity::block, &SlideIdentity::slide,
                                     &SlideIdentity::stain};

// A field proposes nothing that a person could not read in it.
QString editable(const std::string& text) {
  return showsAsItIs(text, UnmatchedQueue::kMostLetters) ? QString::fromStdString(text) : QString();
}

}  // namespace

UnmatchedQueue::UnmatchedQueue(CaseDesk& desk, SlideOpener opener, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_stack(new QStackedWidget(this)),
      m_empty(new EmptyPage(this)),
      m_notice(new NoticeBar(this)),
      m_list(new QListWidget(this)),
      m_label(new LabelPicture(std::move(opener), this)) {
  setObjectName(QStringLiteral("unmatched"));
  m_list->setObjectName(QStringLiteral("waiting"));
  m_list->setAccessibleName(tr("Slides that wait to be given to a case"));
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setItemDelegate(new TwoLineDelegate(this));
  m_list->setMouseTracking(true);
  m_list->setResizeMode(QListView::Adjust);
  m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_list->installEventFilter(this);
  auto* split = new QSplitter(Qt::Horizontal, this);
  split->setChildrenCollapsible(false);
  split->addWidget(m_list);
  split->addWidget(buildMiddle());
  split->addWidget(buildRight());
  split->setStretchFactor(1, 1);
  split->setSizes({250, 640, 340});
  m_stack->addWidget(split);
  m_stack->addWidget(m_empty);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(m_notice);
  rows->addWidget(m_stack, 1);

  connect(m_list, &QListWidget::currentRowChanged, this, &UnmatchedQueue::showCurrent);
  connect(m_empty, &EmptyPage::pressed, this, [this] { ask(); });
  connect(&m_desk, &CaseDesk::stateChanged, this, &UnmatchedQueue::takeState);
  connect(&m_desk, &CaseDesk::changed, this, &UnmatchedQueue::ask);
  m_soon.setSingleShot(true);
  m_soon.setInterval(kTypingPause);
  connect(&m_soon, &QTimer::timeout, this, &UnmatchedQueue::searchCases);
  takeState();
}

void UnmatchedQueue::takeState() {
  m_waiting.clear();
  m_list->clear();
  m_shownId = 0;
  m_label->showOf({});
  Q_EMIT countChanged();
  m_stack->setCurrentWidget(m_empty);
  if (m_desk.state() == CaseDesk::State::opening) return m_empty->tell(tr("Opening the database…"), {});
  if (m_desk.state() != CaseDesk::State::ready)
    return m_empty->tell(tr("There is no database of cases yet"), m_desk.why());
  // Labels and file names are all there is to see here.
  for (const Permission needed : {Permission::link, Permission::unmask})
    if (!m_desk.may(needed)) return m_empty->tell(tr("These slides are not shown to you"), needsPermission(needed));
  ask();
}

void UnmatchedQueue::ask() {
  if (!m_desk.may(Permission::link) || !m_desk.may(Permission::unmask)) return;
  m_desk.ask<std::vector<UnmatchedSlide>>(
      this, "unmatched", [](CaseBook& book) { return book.unmatched(); },
      [this](Result<std::vector<UnmatchedSlide>> slides) {
        if (slides) return take(std::move(*slides));
        m_empty->tell(tr("The queue cannot be read"), sentenceOf(slides.error()), tr("Try again"));
        m_stack->setCurrentWidget(m_empty);
      });
}

void UnmatchedQueue::take(std::vector<UnmatchedSlide> slides) {
  const int before = m_list->currentRow();
  m_waiting = std::move(slides);
  {
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const UnmatchedSlide& one : m_waiting) {
      const QString name = shownText(std::filesystem::path(one.path).filename().string(), 60);
      m_list->addItem(QStringLiteral("%1\n%2").arg(name, shownText(one.reason, 160)));
    }
    const auto same = std::ranges::find(m_waiting, m_shownId, [](const UnmatchedSlide& one) { return one.id.value; });
    const int row = same != m_waiting.end() ? static_cast<int>(same - m_waiting.begin())
                                            : std::clamp(before, 0, std::max(count() - 1, 0));
    m_list->setCurrentRow(count() == 0 ? -1 : row);
  }
  Q_EMIT countChanged();
  if (m_waiting.empty())
    m_empty->tell(tr("Every slide has its case"),
                  tr("Slides that no barcode, file name or list gives to one case without doubt wait here."));
  m_stack->setCurrentIndex(m_waiting.empty() ? 1 : 0);
  showCurrent();
}

const UnmatchedSlide* UnmatchedQueue::current() const {
  const int row = m_list->currentRow();
  return row < 0 || row >= count() ? nullptr : &m_waiting[static_cast<std::size_t>(row)];
}

void UnmatchedQueue::showCurrent() {
  const UnmatchedSlide* slide = current();
  if (slide == nullptr) {
    m_shownId = 0;
    m_label->showOf({});
    return enable();
  }
  // What was typed for this slide stays when the list is read again.
  if (slide->id.value == m_shownId) return;
  m_shownId = slide->id.value;
  m_reason->setText(sentenceOf(Error{ErrorKind::usage, slide->reason}));
  m_label->showOf(slide->path);
  const std::filesystem::path path(slide->path);
  m_file->setText(tr("%1, found %2 in %3")
                      .arg(shownText(path.filename().string(), 100), timeWords(slide->added),
                           shownText(path.parent_path().filename().string(), 80)));
  m_file->setToolTip(asToolTip(shownText(slide->path, 400)));
  m_said->show(slide->said);
  const SlideIdentity summed = SaidTable::summed(slide->said);
  for (std::size_t i = 0; i < m_fields.size(); ++i) m_fields[i]->setText(editable(summed.*kIdentityFields[i]));
  m_found.clear();
  m_cases->clear();
  m_search->setText(editable(summed.accession));
  m_none->setText(summed.accession.empty() ? tr("The sources name no case, or different ones: look at the label.")
                                           : QString());
  searchCases();
}

void UnmatchedQueue::searchCases() {
  m_soon.stop();
  WorklistFilter filter;
  filter.search = m_search->text().trimmed().toStdString();
  filter.states.clear();
  if (filter.search.empty()) {
    showCases({});
    return;
  }
  m_desk.ask<std::vector<WorklistRow>>(
      this, "cases",
      [filter](CaseBook& book) -> Result<std::vector<WorklistRow>> {
        auto ids = book.list(filter, {WorklistColumn::received, true});
        if (!ids) return fail(ids.error());
        if (ids->size() > kMostCases) ids->resize(kMostCases);
        return book.rows(*ids);
      },
      [this, search = filter.search](const Result<std::vector<WorklistRow>>& rows) {
        if (search != m_search->text().trimmed().toStdString()) return;
        if (!rows) {
          m_notice->say(sentenceOf(rows.error()));
          return;
        }
        showCases(*rows);
        if (rows->empty()) m_none->setText(tr("No case matches."));
      });
}

void UnmatchedQueue::showCases(const std::vector<WorklistRow>& rows) {
  m_found = rows;
  m_cases->clear();
  for (const WorklistRow& row : m_found) m_cases->addItem(caseLines(row));
  if (!m_found.empty()) m_none->setText({});
  // The only one, or the one that is named exactly; never one of several by guess.
  const std::string typed = m_search->text().trimmed().toStdString();
  int row = m_found.size() == 1 ? 0 : -1;
  const auto isNamed = [&typed](const WorklistRow& one) { return one.name.accession == typed; };
  if (std::ranges::count_if(m_found, isNamed) == 1)
    row = static_cast<int>(std::ranges::find_if(m_found, isNamed) - m_found.begin());
  m_cases->setCurrentRow(row);
  enable();
}

void UnmatchedQueue::enable() {
  const bool any = current() != nullptr && !m_linking;
  m_link->setEnabled(any && m_cases->currentRow() >= 0 && !m_soon.isActive());
  m_new->setEnabled(any);
  m_dismiss->setEnabled(any);
}

SlideIdentity UnmatchedQueue::typed() const {
  SlideIdentity identity;
  for (std::size_t i = 0; i < m_fields.size(); ++i)
    identity.*kIdentityFields[i] = m_fields[i]->text().trimmed().toStdString();
  return identity;
}

void UnmatchedQueue::link() {
  const int row = m_cases->currentRow();
  if (m_linking || m_soon.isActive() || row < 0) return;
  linkTo(m_found[static_cast<std::size_t>(row)].name);
}

void UnmatchedQueue::linkTo(const CaseName& to) {
  const UnmatchedSlide* slide = current();
  if (slide == nullptr || m_linking) return;
  SlideIdentity identity = typed();
  identity.accession = to.accession;
  m_linking = true;
  enable();
  m_desk.change<void>(
      this, [id = slide->id, name = to, identity](CaseBook& book) { return book.link(id, name, identity); },
      [this, name = shownText(to.accession, 60)](const Result<void>& done) {
        m_linking = false;
        enable();
        done ? m_notice->inform(tr("The slide belongs to %1 now.").arg(name)) : m_notice->say(sentenceOf(done.error()));
        ask();
        focusList();
      });
}

// By the number that was typed, where no case has it; else by what the sources agree on.
void UnmatchedQueue::askNew() {
  const UnmatchedSlide* slide = current();
  if (slide == nullptr) return;
  const QString typed = m_search->text().trimmed();
  std::string accession = SaidTable::summed(slide->said).accession;
  if (!typed.isEmpty() && m_found.empty()) accession = typed.toStdString();
  if (!showsAsItIs(accession, kMostLetters)) accession.clear();
  NewCaseDialog::ask(m_desk, {slide->site, accession, tr("Choose it")}, this,
                     [this, id = slide->id](const NewCase& one) {
                       const UnmatchedSlide* now = current();
                       if (now == nullptr || !(now->id == id)) return;
                       // One that was there is looked at first: it may be another patient's.
                       if (!one.wasThere) return linkTo(one.name);
                       m_search->setText(QString::fromStdString(one.name.accession));
                       searchCases();
                       m_search->setFocus();
                     });
}

void UnmatchedQueue::askReason() {
  const UnmatchedSlide* slide = current();
  if (slide == nullptr) return;
  auto* dialog = new QInputDialog(this);
  dialog->setObjectName(QStringLiteral("dismissReason"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Dismiss this slide"));
  dialog->setLabelText(tr("Why does it belong to no case? Patients' names do not belong here."));
  connect(dialog, &QInputDialog::textValueSelected, this, [this, id = slide->id](const QString& reason) {
    if (reason.trimmed().isEmpty()) return m_notice->say(tr("A slide is dismissed only with a reason."));
    m_desk.change<void>(
        this, [id, words = reason.trimmed().toStdString()](CaseBook& book) { return book.dismiss(id, words); },
        [this](const Result<void>& done) {
          if (!done) m_notice->say(sentenceOf(done.error()));
          ask();
          focusList();
        });
  });
  dialog->open();
}

void UnmatchedQueue::focusList() { m_waiting.empty() ? setFocus() : m_list->setFocus(); }

bool UnmatchedQueue::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (key == Qt::Key_Return || key == Qt::Key_Enter) {
    // Of what is still being typed the answer is not known.
    m_soon.isActive() ? searchCases() : link();
    return true;
  }
  if (watched == m_search && (key == Qt::Key_Down || key == Qt::Key_Up) && m_cases->count() > 0) {
    const int step = key == Qt::Key_Down ? 1 : -1;
    m_cases->setCurrentRow(std::clamp(m_cases->currentRow() + step, 0, m_cases->count() - 1));
    return true;
  }
  if (watched == m_list && key == Qt::Key_Delete) {
    askReason();
    return true;
  }
  if (watched == m_list && key == Qt::Key_Slash) {
    m_search->setFocus();
    m_search->selectAll();
    return true;
  }
  if (watched == m_list && key == Qt::Key_R) {
    m_label->turn();
    return true;
  }
  if (watched != m_list && key == Qt::Key_Escape) {
    focusList();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

void UnmatchedQueue::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return Q_EMIT backAsked();
  QWidget::keyPressEvent(event);
}

}  // namespace snitt
