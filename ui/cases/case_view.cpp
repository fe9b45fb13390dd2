#include "ui/cases/case_view.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <chrono>
#include <utility>

#include "core/text/identity.h"
#include "ui/cases/case_flags_view_p.h"
#include "ui/cases/case_header_p.h"
#include "ui/cases/case_results_p.h"
#include "ui/cases/case_slides_model.h"
#include "ui/cases/case_words.h"
#include "ui/cases/comment_box_p.h"
#include "ui/cases/empty_page_p.h"
#include "ui/cases/foreign_text.h"
#include "ui/cases/history_view_p.h"
#include "ui/cases/slide_pictures.h"
#include "ui/cases/staging_form_p.h"
#include "ui/cases/waiting_view_p.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/wrap_label_p.h"
#include "ui/window/notice_bar.h"

namespace snitt {

namespace {

constexpr std::chrono::seconds kBetweenSigns{60};
constexpr int kSideWidth = 380;

}  // namespace

CaseView::CaseView(CaseDesk& desk, SlideOpener opener, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_token(randomUuid()),
      m_pictures(new SlidePictures(std::move(opener), this)),
      m_model(new CaseSlidesModel(*m_pictures, this)),
      m_stack(new QStackedWidget(this)),
      m_empty(new EmptyPage(this)),
      m_header(new CaseHeader(this)),
      m_waiting(new WaitingView(this)),
      m_notice(new NoticeBar(this)),
      m_workers(makeSentence(this)) {
  setObjectName(QStringLiteral("case"));
  setFocusPolicy(Qt::StrongFocus);
  auto* page = new QWidget(this);
  auto* split = new QSplitter(Qt::Horizontal, page);
  split->setChildrenCollapsible(false);
  split->addWidget(buildSlides());
  split->addWidget(buildSide());
  split->setStretchFactor(0, 1);
  split->setSizes({900, kSideWidth});
  m_workers->setObjectName(QStringLiteral("workers"));
  m_workers->setContentsMargins(12, 4, 12, 4);
  m_workers->hide();
  auto* rows = new QVBoxLayout(page);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(m_header);
  rows->addWidget(m_waiting);
  rows->addWidget(m_workers);
  rows->addWidget(m_notice);
  rows->addWidget(split, 1);
  m_stack->addWidget(page);
  m_stack->addWidget(m_empty);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(m_stack);

  connect(m_header, &CaseHeader::backAsked, this, &CaseView::backAsked);
  connect(m_header, &CaseHeader::stateAsked, this, [this](CaseState state) {
    m_staging->finishEditing();
    change([id = *m_id, state](CaseBook& book) { return book.setState(id, state); });
  });
  connect(m_header, &CaseHeader::priorityAsked, this, [this](Priority priority) {
    change([id = *m_id, priority](CaseBook& book) { return book.setPriority(id, priority); });
  });
  connect(m_waiting, &WaitingView::decided, this, [this](std::int64_t waiting, bool accept) {
    change([waiting, accept](CaseBook& book) { return book.decide(waiting, accept); });
  });
  connect(m_staging, &StagingForm::entered, this, [this](StagingItem item, const std::string& value) {
    if (m_id) change([id = *m_id, item, value](CaseBook& book) { return book.setStaging(id, item, value); });
  });
  connect(m_flags, &CaseFlagsView::changeAsked, this, [this](const FlagChange& asked) {
    change([id = *m_id, asked](CaseBook& book) { return book.setFlag(id, asked); });
  });
  connect(m_comment, &CommentBox::entered, this, &CaseView::saveComment);
  connect(m_empty, &EmptyPage::pressed, this, &CaseView::backAsked);
  connect(&m_desk, &CaseDesk::changed, this, [this] {
    if (m_id) ask(true);
  });
  // A link may name a case before the database is open.
  connect(&m_desk, &CaseDesk::stateChanged, this, [this] {
    if (!m_id || m_desk.state() != CaseDesk::State::ready || m_case.id == *m_id) return;
    ask(false);
    sayWork();
  });
  connect(&m_desk, &CaseDesk::troubleChanged, this, [this] {
    if (!m_desk.trouble().isEmpty() && m_id) m_notice->say(m_desk.trouble());
  });
  m_work.setInterval(kBetweenSigns);
  connect(&m_work, &QTimer::timeout, this, &CaseView::sayWork);
}

CaseView::~CaseView() { leave(); }

QWidget* CaseView::buildSide() {
  m_results = new CaseResults(this);
  m_staging = new StagingForm(this);
  m_flags = new CaseFlagsView(this);
  m_comment = new CommentBox(this);
  m_history = new HistoryView(this);
  auto* content = new QWidget(this);
  auto* rows = new QVBoxLayout(content);
  rows->setContentsMargins(12, 6, 12, 12);
  rows->setSpacing(6);
  const std::pair<QString, QWidget*> parts[] = {{tr("Patient's result"), m_results},
                                                {tr("Stage"), m_staging},
                                                {tr("Flags"), m_flags},
                                                {tr("Comment"), m_comment}};
  for (const auto& [title, part] : parts) {
    rows->addWidget(new SectionHeading(title, content));
    rows->addWidget(part);
    rows->addSpacing(4);
  }
  rows->addStretch(1);
  auto* scroll = new QScrollArea(this);
  scroll->setWidget(content);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* tabs = new QTabWidget(this);
  tabs->setObjectName(QStringLiteral("side"));
  tabs->setDocumentMode(true);
  tabs->addTab(scroll, tr("Case"));
  tabs->addTab(m_history, tr("History"));
  tabs->setMinimumWidth(kSideWidth - 60);
  return tabs;
}

void CaseView::showCase(CaseId id) {
  if (m_id == id) return;
  leave();
  m_id = id;
  m_case = {};
  m_fault.clear();
  m_pictures->clear();
  m_notice->clear();
  m_comment->stopEditing();
  m_empty->tell(tr("Opening the case…"), {});
  m_stack->setCurrentWidget(m_empty);
  ask(false);
  sayWork();
  m_work.start();
}

void CaseView::leave() {
  if (!m_id) return;
  m_staging->finishEditing();
  m_work.stop();
  const CaseId id = *std::exchange(m_id, std::nullopt);
  m_desk.change<void>(nullptr, [id, token = m_token](CaseBook& book) { return book.endWork(id, token); }, {});
}

void CaseView::sayWork() {
  if (!m_id || m_desk.state() != CaseDesk::State::ready) return;
  m_desk.change<void>(this, [id = *m_id, token = m_token](CaseBook& book) { return book.workOn(id, token); }, {});
}

void CaseView::ask(bool again) {
  if (m_desk.state() != CaseDesk::State::ready) return;
  // One that has not been shown yet is opened, which the log tells, whatever made it be asked for again.
  again = again && m_case.id == *m_id;
  m_desk.ask<OpenedCase>(
      this, "case", [id = *m_id, again](CaseBook& book) { return book.open(id, again); },
      [this, id = *m_id](Result<OpenedCase> opened) {
        if (m_id != id) return;
        if (opened) return take(std::move(*opened));
        if (m_case.id == id && opened.error().kind != ErrorKind::notFound) return;  // what is shown stays
        m_fault = sentenceOf(opened.error());
        m_empty->tell(tr("The case cannot be opened"), m_fault, tr("Back to the worklist"));
        m_stack->setCurrentWidget(m_empty);
      });
}

void CaseView::take(OpenedCase opened) {
  const bool first = m_case.id != opened.labCase.id;
  const Glass* before = m_model->slideAt(m_slides->currentIndex());
  const GlassId current = before == nullptr ? GlassId{} : before->id;
  const int scrolled = m_slides->verticalScrollBar()->value();
  m_case = std::move(opened.labCase);
  m_fault.clear();
  Q_EMIT named(shownText(m_case.name.accession, 60));
  const bool mayConfirm = m_desk.may(Permission::confirm);
  m_header->show(m_case, mayConfirm, m_desk.may(Permission::link));
  m_waiting->show(opened.waiting, mayConfirm);
  QStringList names;
  for (const std::string& name : m_case.workedOnBy) names << shownText(name, 60);
  m_workers->setText(tr("Also open now: %1").arg(names.join(QStringLiteral(", "))));
  m_workers->setVisible(!names.isEmpty());
  m_model->setCase(m_case, mayConfirm && m_case.state == CaseState::open);
  const bool any = m_model->firstSlide().isValid();
  if (!any)
    m_noSlides->tell(tr("No slide is known"),
                     tr("Slides come with the laboratory's messages and lists, and as files are found."));
  m_slidesOrNone->setCurrentWidget(any ? static_cast<QWidget*>(m_slides) : m_noSlides);
  QModelIndex index = m_model->indexOf(current);
  if (!index.isValid()) index = m_model->firstSlide();
  m_slides->setCurrentIndex(index);
  m_keys->setText(keysHint());
  m_results->show(m_case);
  m_staging->show(m_case, mayConfirm);
  m_flags->show(m_case, m_desk.may(Permission::flag));
  m_comment->show(m_case.comment, m_case.note, m_case.patient.masked, m_desk.may(Permission::link));
  m_history->show(opened.history);
  m_stack->setCurrentIndex(0);
  if (first)
    focusSlides();
  else
    m_slides->verticalScrollBar()->setValue(scrolled);
  askPictures();
}

bool CaseView::complete() const { return m_id && m_case.id == *m_id && m_desk.idle() && m_pictures->idle(); }

void CaseView::change(std::function<Result<void>(CaseBook&)> make) {
  m_desk.change<void>(this, std::move(make), [this](const Result<void>& done) {
    if (done) return;
    m_notice->say(sentenceOf(done.error()));
    if (m_id) ask(true);  // fields show again what is stored
  });
}

void CaseView::saveComment(const std::string& comment, const std::string& from) {
  using Another = std::optional<std::string>;
  m_desk.change<Another>(
      this, [id = *m_id, comment, from](CaseBook& book) { return book.setComment(id, comment, from); },
      [this, id = *m_id, name = m_case.name, comment](const Result<Another>& done) {
        if (done && !*done) return;
        if (done && m_id == id && !m_comment->isEditing()) return m_comment->askBetween(comment, **done);
        m_notice->say(done ? tr("Your comment on %1 was not saved, since another one came in between: %2")
                                 .arg(shownText(name.accession, 60), shownText(comment))
                           : sentenceOf(done.error()));
        if (m_id) ask(true);
      });
}

void CaseView::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return Q_EMIT backAsked();
  QWidget::keyPressEvent(event);
}

void CaseView::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), palette().window()); }

}  // namespace snitt
