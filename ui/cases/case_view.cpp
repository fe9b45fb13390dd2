#include "ui/cases/case_view.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMessageBox>
#include <QPainter>
#include <QPushButton>
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
#include "ui/cases/case_slides_delegate_p.h"
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
constexpr const char* kHe = "HE";

using Files = std::vector<std::pair<ScanId, std::filesystem::path>>;

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
  connect(m_comment, &CommentBox::entered, this, [this](const std::string& comment) {
    change([id = *m_id, comment](CaseBook& book) { return book.setComment(id, comment); });
  });
  connect(m_empty, &EmptyPage::pressed, this, &CaseView::backAsked);
  connect(&m_desk, &CaseDesk::changed, this, [this] {
    if (m_id) ask(true);
  });
  connect(&m_desk, &CaseDesk::troubleChanged, this, [this] {
    if (!m_desk.trouble().isEmpty() && m_id) m_notice->say(m_desk.trouble());
  });
  m_work.setInterval(kBetweenSigns);
  connect(&m_work, &QTimer::timeout, this, &CaseView::sayWork);
}

CaseView::~CaseView() { leave(); }

QWidget* CaseView::buildSlides() {
  auto* side = new QWidget(this);
  m_slides = new QListView(side);
  m_slides->setObjectName(QStringLiteral("slides"));
  m_slides->setAccessibleName(tr("Slides of the case"));
  m_slides->setModel(m_model);
  m_slides->setItemDelegate(new CaseSlidesDelegate(this));
  m_slides->setFlow(QListView::LeftToRight);
  m_slides->setWrapping(true);
  m_slides->setResizeMode(QListView::Adjust);
  m_slides->setMovement(QListView::Static);
  m_slides->setFrameShape(QFrame::NoFrame);
  m_slides->setMouseTracking(true);
  m_slides->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_slides->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_slides->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  // Always: a bar that comes and goes would change how many cards fit, which makes it come and go.
  m_slides->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
  m_slides->installEventFilter(this);
  connect(m_slides, &QListView::doubleClicked, this, &CaseView::openSlide);
  m_noSlides = new EmptyPage(side);
  m_slidesOrNone = new QStackedWidget(side);
  m_slidesOrNone->addWidget(m_slides);
  m_slidesOrNone->addWidget(m_noSlides);
  m_keys = makeNote(side);
  m_keys->setObjectName(QStringLiteral("keys"));
  m_keys->setContentsMargins(12, 4, 12, 6);
  m_keys->setForegroundRole(QPalette::PlaceholderText);
  auto* rows = new QVBoxLayout(side);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(m_slidesOrNone, 1);
  rows->addWidget(m_keys);
  return side;
}

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
  m_desk.ask<OpenedCase>(
      this, "case", [id = *m_id, again](CaseBook& book) { return book.open(id, again); },
      [this, id = *m_id](Result<OpenedCase> opened) {
        if (m_id != id) return;
        if (opened) return take(std::move(*opened));
        if (m_case.id == id && opened.error().kind != ErrorKind::notFound) return;  // what is shown stays
        m_empty->tell(tr("The case cannot be opened"), sentenceOf(opened.error()), tr("Back to the worklist"));
        m_stack->setCurrentWidget(m_empty);
      });
}

void CaseView::take(OpenedCase opened) {
  const bool first = m_case.id != opened.labCase.id;
  const Glass* before = m_model->slideAt(m_slides->currentIndex());
  const GlassId current = before == nullptr ? GlassId{} : before->id;
  const int scrolled = m_slides->verticalScrollBar()->value();
  m_case = std::move(opened.labCase);
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
  m_comment->show(m_case.comment, m_case.patient.masked, m_desk.may(Permission::link));
  m_history->show(opened.history);
  m_stack->setCurrentIndex(0);
  if (first)
    focusSlides();
  else
    m_slides->verticalScrollBar()->setValue(scrolled);
  askPictures();
}

QString CaseView::keysHint() const {
  if (!m_model->firstSlide().isValid()) return tr("Esc: back to the worklist");
  if (!m_desk.may(Permission::confirm) || m_case.state != CaseState::open)
    return tr("Return: open the slide  ·  Esc: back to the worklist");
  return tr("Primary tumour: Y yes, N no, Backspace not said  ·  Return: open the slide  ·  Esc: back to the worklist");
}

void CaseView::askPictures() {
  std::vector<ScanId> scans;
  for (const Specimen& specimen : m_case.specimens)
    for (const Block& block : specimen.blocks)
      for (const Glass& slide : block.slides)
        if (const Scan* scan = slide.current(); scan != nullptr && !scan->missing && !m_pictures->isWanted(scan->id))
          scans.push_back(scan->id);
  if (scans.empty()) return;
  m_desk.ask<Files>(
      this, "files",
      [scans](CaseBook& book) -> Result<Files> {
        Files files;
        for (const ScanId scan : scans)
          if (auto file = book.fileOf(scan)) files.emplace_back(scan, std::move(*file));
        return files;
      },
      [this, id = m_case.id](const Result<Files>& files) {
        if (!files || m_id != id) return;
        const int edge =
            static_cast<int>(CaseSlidesDelegate::kPictureWidth * std::clamp(devicePixelRatioF(), 1.0, 2.0));
        for (const auto& [scan, file] : *files) m_pictures->want(scan, file, edge);
      });
}

void CaseView::focusSlides() { m_slidesOrNone->currentWidget() == m_slides ? m_slides->setFocus() : setFocus(); }

void CaseView::change(std::function<Result<void>(CaseBook&)> make) {
  m_desk.change<void>(this, std::move(make), [this](const Result<void>& done) {
    if (done) return;
    m_notice->say(sentenceOf(done.error()));
    if (m_id) ask(true);  // fields show again what is stored
  });
}

void CaseView::choose(Chosen chosen) {
  const QModelIndex index = m_slides->currentIndex();
  const Glass* slide = m_model->slideAt(index);
  if (slide == nullptr || !m_id) return;
  if (!m_desk.may(Permission::confirm)) return m_notice->say(needsPermission(Permission::confirm));
  if (m_case.state != CaseState::open) return m_notice->say(tr("The case is closed: open it again first."));
  if (slide->chosen == chosen) return;
  if (chosen == Chosen::primaryTumour && !isHe(slide->stain))
    return askWhetherHe(slide->id, m_model->nameOf(index),
                        slide->stain.empty() ? tr("not known") : shownText(slide->stain, 40));
  sendChoice(slide->id, chosen);
}

void CaseView::askWhetherHe(GlassId slide, const QString& name, const QString& stain) {
  auto* box = new QMessageBox(QMessageBox::Question, tr("Is this a slide of H&E?"), {}, QMessageBox::NoButton, this);
  box->setObjectName(QStringLiteral("askHe"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setTextFormat(Qt::PlainText);
  box->setText(
      tr("%1\n\nIts stain is recorded as: %2. Only slides of H&E count in the patient's result. If this is one, "
         "its stain is corrected.")
          .arg(name, stain));
  QPushButton* yes = box->addButton(tr("It is H&&E"), QMessageBox::AcceptRole);
  yes->setObjectName(QStringLiteral("isHe"));
  box->setDefaultButton(box->addButton(QMessageBox::Cancel));
  connect(yes, &QPushButton::clicked, this, [this, slide, id = m_id] {
    if (m_id != id) return;
    change([slide](CaseBook& book) -> Result<void> {
      if (auto stained = book.setStain(slide, kHe); !stained) return stained;
      return book.choose(slide, Chosen::primaryTumour);
    });
  });
  box->open();
}

void CaseView::sendChoice(GlassId slide, Chosen chosen) {
  change([slide, chosen](CaseBook& book) { return book.choose(slide, chosen); });
}

void CaseView::openSlide() {
  const Glass* slide = m_model->slideAt(m_slides->currentIndex());
  if (slide == nullptr || !m_id) return;
  const Scan* scan = slide->current();
  if (scan == nullptr) return m_notice->say(tr("No image of this slide has been found yet."));
  const SlideOwner owner{m_case.id, m_case.name, m_case.pending, m_case.patient};
  m_desk.ask<std::filesystem::path>(
      this, "open", [scan = scan->id](CaseBook& book) { return book.fileOf(scan); },
      [this, owner](const Result<std::filesystem::path>& file) {
        file ? Q_EMIT slideChosen(*file, owner) : m_notice->say(sentenceOf(file.error()));
      });
}

bool CaseView::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_slides && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
      return QWidget::eventFilter(watched, event);
    switch (key->key()) {
      case Qt::Key_Y:
        choose(Chosen::primaryTumour);
        return true;
      case Qt::Key_N:
        choose(Chosen::notPrimaryTumour);
        return true;
      case Qt::Key_Backspace:
        choose(Chosen::unsaid);
        return true;
      case Qt::Key_Return:
      case Qt::Key_Enter:
        openSlide();
        return true;
      default:
        break;
    }
  }
  return QWidget::eventFilter(watched, event);
}

void CaseView::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return Q_EMIT backAsked();
  QWidget::keyPressEvent(event);
}

void CaseView::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), palette().window()); }

}  // namespace snitt
