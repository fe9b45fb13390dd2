#include "ui/jobs/queue_panel.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/jobs/queue_delegate.h"
#include "ui/jobs/queue_model.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/theme/icons.h"

namespace snitt {

namespace {

// What is above the list and has something to say.
class BannerBox : public QWidget {
 public:
  using QWidget::QWidget;

 protected:
  void paintEvent(QPaintEvent*) override { paintBanner(*this, BannerTone::notice); }
};

}  // namespace

QueuePanel::QueuePanel(ScoreQueue& queue, const SlideNames& names, QWidget* parent)
    : QWidget(parent),
      m_queue(queue),
      m_model(new QueueModel(queue, names, this)),
      m_banner(new BannerBox(this)),
      m_view(new QListView(this)),
      m_empty(new QWidget(this)),
      m_buttons(new QWidget(this)) {
  setObjectName(QStringLiteral("queue"));
  buildBanner();
  m_view->setObjectName(QStringLiteral("jobs"));
  m_view->setAccessibleName(tr("Slides that are scored, in order"));
  m_view->setModel(m_model);
  m_view->setItemDelegate(new QueueDelegate(this));
  m_view->setFrameShape(QFrame::NoFrame);
  m_view->setMouseTracking(true);
  m_view->setResizeMode(QListView::Adjust);
  m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_view->setDragDropMode(QAbstractItemView::InternalMove);
  m_view->setDefaultDropAction(Qt::MoveAction);
  m_view->setContextMenuPolicy(Qt::CustomContextMenu);

  m_emptyText = makeSentence(m_empty);
  m_emptyText->setAlignment(Qt::AlignCenter);
  m_emptyText->setText(
      tr("No slide is waiting to be scored. A slide is scored beside your work: you can go on looking meanwhile."));
  m_score = new QPushButton(tr("Score this slide…"), m_empty);
  m_score->setObjectName(QStringLiteral("scoreThis"));
  connect(m_score, &QPushButton::clicked, this, &QueuePanel::scoreRequested);
  auto* middle = new QVBoxLayout(m_empty);
  middle->setContentsMargins(20, 20, 20, 20);
  middle->setSpacing(12);
  middle->addStretch(1);
  middle->addWidget(m_emptyText);
  middle->addWidget(m_score, 0, Qt::AlignHCenter);
  middle->addStretch(2);

  buildButtons();
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(m_banner);
  rows->addWidget(m_view, 1);
  rows->addWidget(m_empty, 1);
  rows->addWidget(m_buttons);

  connect(m_view, &QListView::doubleClicked, this, &QueuePanel::openResult);
  connect(m_view, &QListView::customContextMenuRequested, this, &QueuePanel::showMenu);
  connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
    if (const ScoreJob* job = current()) m_currentId = job->id;
    showState();
  });
  // The job that was chosen stays so when the list is another.
  connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
    select(m_currentId);
    showState();
  });
  connect(&queue, &ScoreQueue::jobChanged, this, &QueuePanel::showState);
  connect(&queue, &ScoreQueue::listChanged, this, &QueuePanel::showState);
  connect(&queue, &ScoreQueue::stateChanged, this, &QueuePanel::showState);
  connect(&names, &SlideNames::changed, this, &QueuePanel::showState);
  select({});
  showState();
}

void QueuePanel::buildBanner() {
  m_banner->setObjectName(QStringLiteral("banner"));
  m_sign = new QLabel(m_banner);
  showWarningSign(*m_sign);
  m_sentence = makeSentence(m_banner);
  m_sentence->setObjectName(QStringLiteral("sentence"));
  m_goOn = new QPushButton(tr("Go on"), m_banner);
  m_goOn->setObjectName(QStringLiteral("goOn"));
  m_goOn->setToolTip(tr("Score them now, what was interrupted from its beginning"));
  m_leave = new QPushButton(tr("Leave"), m_banner);
  m_leave->setObjectName(QStringLiteral("leave"));
  m_leave->setToolTip(tr("Keep them in the list; each can be tried again"));
  m_dismiss = makeCloseButton(m_banner, tr("Close this notice"));
  m_dismiss->setObjectName(QStringLiteral("dismiss"));
  auto* line = new QHBoxLayout;
  line->setSpacing(8);
  line->addWidget(m_sign, 0, Qt::AlignTop);
  line->addWidget(m_sentence, 1);
  line->addWidget(m_dismiss, 0, Qt::AlignTop);
  auto* answers = new QHBoxLayout;
  answers->addStretch(1);
  answers->addWidget(m_goOn);
  answers->addWidget(m_leave);
  auto* lines = new QVBoxLayout(m_banner);
  lines->setContentsMargins(12, 8, 8, 8);
  lines->addLayout(line);
  lines->addLayout(answers);
  connect(m_goOn, &QPushButton::clicked, &m_queue, &ScoreQueue::goOn);
  connect(m_leave, &QPushButton::clicked, &m_queue, &ScoreQueue::leave);
  connect(m_dismiss, &QToolButton::clicked, &m_queue, &ScoreQueue::dismissFinding);
}

QToolButton* QueuePanel::makeButton(const char* iconName, const QString& text, const QKeySequence& key,
                                    const char* name) {
  auto* action = new QAction(icon(iconName), text, this);
  action->setShortcut(key);
  action->setShortcutContext(Qt::WidgetShortcut);
  const QString shown = key.toString(QKeySequence::NativeText);
  action->setToolTip(shown.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, shown));
  m_view->addAction(action);
  auto* button = new QToolButton(m_buttons);
  button->setDefaultAction(action);
  button->setAutoRaise(true);
  button->setObjectName(QString::fromLatin1(name));
  button->setAccessibleName(text);
  button->setFocusPolicy(Qt::TabFocus);
  return button;
}

void QueuePanel::buildButtons() {
  m_pause = makeButton("pause", tr("Pause"), QKeySequence(Qt::Key_Space), "pause");
  m_cancel = makeButton("stop", tr("Cancel"), {}, "cancel");
  m_retry = makeButton("reload", tr("Try again"), QKeySequence(Qt::Key_F5), "retry");
  m_open = makeButton("score", tr("Open the result"), QKeySequence(Qt::Key_Return), "open");
  m_earlier = makeButton("up", tr("Earlier"), QKeySequence(Qt::ALT | Qt::Key_Up), "earlier");
  m_later = makeButton("down", tr("Later"), QKeySequence(Qt::ALT | Qt::Key_Down), "later");
  m_remove = makeButton("delete", tr("Remove from the list"), QKeySequence(Qt::Key_Delete), "remove");
  m_clear = makeButton("clear-list", tr("Remove all that have ended"), {}, "clear");
  auto* row = new QHBoxLayout(m_buttons);
  row->setContentsMargins(4, 3, 4, 3);
  row->setSpacing(2);
  for (QToolButton* button : {m_pause, m_cancel, m_retry, m_open}) row->addWidget(button);
  row->addStretch(1);
  for (QToolButton* button : {m_earlier, m_later, m_remove, m_clear}) row->addWidget(button);
  connect(m_pause->defaultAction(), &QAction::triggered, this, &QueuePanel::pauseOrResume);
  connect(m_cancel->defaultAction(), &QAction::triggered, this, [this] { onCurrent(&ScoreQueue::cancel); });
  connect(m_retry->defaultAction(), &QAction::triggered, this, [this] { onCurrent(&ScoreQueue::retry); });
  connect(m_open->defaultAction(), &QAction::triggered, this, &QueuePanel::openResult);
  connect(m_earlier->defaultAction(), &QAction::triggered, this, [this] { moveBy(-1); });
  connect(m_later->defaultAction(), &QAction::triggered, this, [this] { moveBy(1); });
  connect(m_remove->defaultAction(), &QAction::triggered, this, [this] { onCurrent(&ScoreQueue::remove); });
  connect(m_clear->defaultAction(), &QAction::triggered, &m_queue, &ScoreQueue::removeEnded);
}

const ScoreJob* QueuePanel::current() const { return m_model->job(m_view->currentIndex()); }

void QueuePanel::select(const std::string& id) {
  QModelIndex index = m_model->indexOf(id);
  if (!index.isValid() && m_model->rowCount() > 0) index = m_model->index(0);
  m_view->setCurrentIndex(index);
}

void QueuePanel::onCurrent(void (ScoreQueue::*call)(const std::string&)) {
  if (const ScoreJob* job = current()) {
    const std::string id = job->id;
    (m_queue.*call)(id);
  }
}

void QueuePanel::pauseOrResume() {
  const ScoreJob* job = current();
  if (job != nullptr) onCurrent(job->state == JobState::paused ? &ScoreQueue::resume : &ScoreQueue::pause);
}

void QueuePanel::moveBy(int rows) {
  const QModelIndex index = m_view->currentIndex();
  const int target = index.row() + rows;
  if (!index.isValid() || target < 0 || target >= m_model->rowCount()) return;
  m_model->moveRow({}, index.row(), {}, rows > 0 ? target + 1 : target);
  showState();
}

void QueuePanel::openResult() {
  if (const ScoreJob* job = current(); job != nullptr && !job->result.empty()) Q_EMIT openResultRequested(*job);
}

void QueuePanel::showMenu(QPoint at) {
  if (current() == nullptr) return;
  QMenu menu(this);
  for (const QToolButton* button : {m_open, m_pause, m_cancel, m_retry, m_earlier, m_later, m_remove})
    if (button->defaultAction()->isEnabled()) menu.addAction(button->defaultAction());
  menu.exec(m_view->viewport()->mapToGlobal(at));
}

void QueuePanel::showState() {
  const bool any = m_model->rowCount() > 0;
  m_view->setVisible(any);
  m_buttons->setVisible(any);
  m_empty->setVisible(!any);
  const bool mine = !m_queue.readOnly();
  m_score->setEnabled(mine);
  const ScoreJob* job = current();
  const bool chosen = job != nullptr && mine;
  const bool paused = chosen && job->state == JobState::paused;
  QAction* pause = m_pause->defaultAction();
  const QString pauseWord = paused ? tr("Resume") : tr("Pause");
  pause->setText(pauseWord);
  pause->setIcon(icon(paused ? "resume" : "pause"));
  pause->setToolTip(QStringLiteral("%1 (%2)").arg(pauseWord, pause->shortcut().toString(QKeySequence::NativeText)));
  m_pause->setAccessibleName(pauseWord);
  pause->setEnabled(chosen && isActive(job->state));
  m_cancel->defaultAction()->setEnabled(chosen && !hasEnded(job->state));
  m_retry->defaultAction()->setEnabled(chosen && hasEnded(job->state));
  m_open->defaultAction()->setEnabled(job != nullptr && !job->result.empty());
  m_remove->defaultAction()->setEnabled(chosen && !isActive(job->state));
  const int row = m_view->currentIndex().row();
  m_earlier->defaultAction()->setEnabled(chosen && row > 0);
  m_later->defaultAction()->setEnabled(chosen && row + 1 < m_model->rowCount());
  m_clear->defaultAction()->setEnabled(
      mine && std::ranges::any_of(m_queue.jobs(), [](const ScoreJob& one) { return hasEnded(one.state); }));
  showBanner();
}

void QueuePanel::showBanner() {
  const bool offers = m_queue.offersToGoOn();
  QString text = m_model->names().sentence(m_queue.finding());
  if (offers) {
    const auto count = [this](JobState state) {
      return static_cast<int>(std::ranges::count(m_queue.jobs(), state, &ScoreJob::state));
    };
    const int interrupted = count(JobState::interrupted);
    const int waiting = count(JobState::queued);
    if (!text.isEmpty()) text += QLatin1Char(' ');
    text += waiting == 0 ? tr("Interrupted the last time: %1. Score again now?").arg(interrupted)
            : interrupted == 0
                ? tr("Waiting since the last time: %1. Score now?").arg(waiting)
                : tr("From the last time: %1 interrupted, %2 waiting. Score them now?").arg(interrupted).arg(waiting);
  }
  const bool isNew = !text.isEmpty() && text != m_sentence->text();
  m_sentence->setText(text);
  m_sentence->setAccessibleName(text);
  m_goOn->setVisible(offers);
  m_leave->setVisible(offers);
  m_dismiss->setVisible(!offers && !m_queue.readOnly());
  m_banner->setVisible(!text.isEmpty());
  if (isNew) Q_EMIT attentionWanted();
}

bool QueuePanel::wantsAttention() const { return !m_sentence->text().isEmpty(); }

void QueuePanel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), palette().color(QPalette::Base));
}

void QueuePanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) showWarningSign(*m_sign);
  QWidget::changeEvent(event);
}

}  // namespace snitt
