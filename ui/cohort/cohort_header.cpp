#include "ui/cohort/cohort_header.h"

#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/cases/foreign_text.h"
#include "ui/cohort/cohort_runs.h"
#include "ui/cohort/cohort_words.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/score_style_p.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace snitt {

namespace {

constexpr int kBarPx = 8;

QString paceWords(double slidesPerHour, double leftSeconds) {
  if (slidesPerHour <= 0) return {};
  const QString pace =
      CohortHeader::tr("%1 slides an hour").arg(QString::number(slidesPerHour, 'f', slidesPerHour < 10 ? 1 : 0));
  const QString left = durationWords(leftSeconds);
  return left.isEmpty() ? pace : CohortHeader::tr("%1, %2 left").arg(pace, left);
}

bool isWorkedOn(const CohortReading& reading) { return reading.owner || reading.state == CohortState::running; }

// The engine's own stages before slides are scored.
QString stageWords(const QString& stage) {
  if (stage == QLatin1String("verify")) return CohortHeader::tr("Finished slides are compared with what was scored");
  if (stage == QLatin1String("decide")) return CohortHeader::tr("Slides are decided again");
  return CohortHeader::tr("The list and the slides' files are being checked");
}

}  // namespace

CohortHeader::CohortHeader(QWidget* parent)
    : QWidget(parent),
      m_title(new QLabel(this)),
      m_state(new QLabel(this)),
      m_facts(makeSentence(this)),
      m_warning(makeSentence(this)),
      m_bar(new QProgressBar(this)),
      m_progress(new QLabel(this)),
      m_buttons(new QWidget(this)),
      m_export(new QToolButton(this)),
      m_menu(new QMenu(this)) {
  setObjectName(QStringLiteral("header"));
  m_title->setFont(score::bold(m_title->font()));
  m_title->setTextFormat(Qt::PlainText);
  m_title->setObjectName(QStringLiteral("title"));
  m_state->setTextFormat(Qt::PlainText);
  m_state->setObjectName(QStringLiteral("state"));
  m_facts->setObjectName(QStringLiteral("facts"));
  m_warning->setObjectName(QStringLiteral("warning"));
  m_progress->setTextFormat(Qt::PlainText);
  m_progress->setObjectName(QStringLiteral("progress"));
  m_bar->setObjectName(QStringLiteral("bar"));
  m_bar->setTextVisible(false);
  m_bar->setFixedHeight(kBarPx);
  m_bar->setAccessibleName(tr("Slides that are done"));
  auto* line = new QHBoxLayout(m_buttons);
  line->setContentsMargins(0, 0, 0, 0);
  line->setSpacing(6);
  m_start = addButton("start", "resume", tr("Run…"), tr("Score this cohort, or go on where it was stopped"));
  m_pause = addButton("pause", "pause", tr("Pause"), tr("Slides in hand wait where they are"));
  m_resume = addButton("resume", "resume", tr("Resume"), tr("Go on scoring"));
  m_stop =
      addButton("stop", "stop", tr("Stop"), tr("End the run. What is scored stays; the next run goes on from there"));
  m_export->setObjectName(QStringLiteral("export"));
  m_export->setText(tr("Export"));
  m_export->setIcon(icon("save"));
  m_export->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_export->setPopupMode(QToolButton::InstantPopup);
  m_export->setMenu(m_menu);
  line->addWidget(m_export);
  connect(m_start, &QPushButton::clicked, this, &CohortHeader::startAsked);
  connect(m_pause, &QPushButton::clicked, this, &CohortHeader::pauseAsked);
  connect(m_resume, &QPushButton::clicked, this, &CohortHeader::resumeAsked);
  connect(m_stop, &QPushButton::clicked, this, &CohortHeader::stopAsked);

  auto* words = new QHBoxLayout;
  words->setSpacing(10);
  words->addWidget(m_title);
  words->addWidget(m_state);
  words->addStretch(1);
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(12, 10, 12, 8);
  grid->setHorizontalSpacing(12);
  grid->setVerticalSpacing(5);
  grid->setColumnStretch(0, 1);
  grid->addLayout(words, 0, 0);
  grid->addWidget(m_buttons, 0, 1, Qt::AlignTop | Qt::AlignRight);
  grid->addWidget(m_facts, 1, 0, 1, 2);
  grid->addWidget(m_warning, 2, 0, 1, 2);
  grid->addWidget(m_bar, 3, 0, 1, 2);
  grid->addWidget(m_progress, 4, 0, 1, 2);
  show(nullptr, nullptr, {});
}

QPushButton* CohortHeader::addButton(const char* name, const char* iconName, const QString& text, const QString& tip) {
  auto* button = new QPushButton(icon(QLatin1String(iconName)), text, m_buttons);
  button->setObjectName(QString::fromLatin1(name));
  button->setToolTip(tip);
  button->setAutoDefault(false);
  m_buttons->layout()->addWidget(button);
  return button;
}

QString CohortHeader::stateText() const { return m_state->text(); }
QString CohortHeader::progressText() const { return m_progress->text(); }

void CohortHeader::show(const CohortReading* reading, const CohortRun* run, const QString& title) {
  m_title->setText(shownText(title, 120));
  const bool ours = run != nullptr && run->isAlive();
  QString state;
  if (ours)
    state = run->isStopping() ? tr("Stopping…") : run->isPaused() ? tr("Paused") : tr("Running");
  else if (reading != nullptr)
    state = reading->owner ? tr("Run by %1; this window only follows it").arg(ownerWords(*reading->owner))
            : reading->state == CohortState::running
                ? tr("Results keep coming in, as from a cluster; this window only follows them")
                : stateWords(*reading);
  m_state->setText(state);
  QPalette colours = palette();
  const bool stopped = !ours && reading != nullptr && reading->state == CohortState::stopped;
  colours.setColor(QPalette::WindowText, stopped ? toneColour(Tone::warning) : mutedText(palette()));
  m_state->setPalette(colours);
  showFacts(reading);
  showProgress(reading, run);
  showButtons(reading, run);
}

void CohortHeader::showFacts(const CohortReading* reading) {
  const bool known = reading != nullptr && !reading->facts.bundleName.empty();
  m_facts->setVisible(known);
  m_warning->setVisible(false);
  if (!known) return;
  const CohortFacts& facts = reading->facts;
  const QString separator = QStringLiteral("  ·  ");
  QStringList words{tr("%1 %2 (%3)")
                        .arg(shownText(facts.bundleName, 60), shownText(facts.bundleVersion, 20),
                             statusWord(facts.bundleStatus).toLower()),
                    shownText(facts.device + " " + facts.precision, 40), shownText(facts.software, 40),
                    tr("%n patient(s)", nullptr, static_cast<int>(reading->patients.size())),
                    tr("%n slide(s)", nullptr, static_cast<int>(reading->slides.size()))};
  m_facts->setText(words.join(separator));
  QStringList warnings;
  if (facts.bundleStatus == BundleStatus::untrained)
    warnings << tr("The bundle is untrained: its scores and classes carry no meaning.");
  if (facts.bundleStatus == BundleStatus::demonstrator)
    warnings << tr("Demonstrator: made to show the program, its numbers say nothing of a patient.");
  if (!reading->mixed.empty())
    warnings << tr("Mixed: slides were computed in several ways (%1).")
                    .arg(shownText(reading->mixed.substr(reading->mixed.find(": ") + 2), 200));
  if (!facts.outsideScope.empty())
    warnings << tr("Slides outside the bundle's scope were scored, too: %1").arg(shownText(facts.outsideScope, 200));
  m_warning->setVisible(!warnings.isEmpty());
  m_warning->setText(warnings.join(QLatin1Char('\n')));
  QPalette colours = palette();
  colours.setColor(QPalette::WindowText, toneColour(Tone::warning));
  m_warning->setPalette(colours);
}

void CohortHeader::showProgress(const CohortReading* reading, const CohortRun* run) {
  const bool ours = run != nullptr && run->isAlive();
  const bool runs = ours || (reading != nullptr && isWorkedOn(*reading));
  const bool unfinished = reading != nullptr && reading->state == CohortState::stopped;
  m_bar->setVisible(runs || unfinished);
  m_progress->setVisible(runs || unfinished);
  if (!m_bar->isVisibleTo(this)) return;
  std::size_t done = reading != nullptr ? reading->settled : 0;
  std::size_t all = reading != nullptr ? reading->slides.size() : 0;
  QString pace;
  QString waiting;
  const auto& progress = ours ? run->progress() : std::optional<EngineProgress>();
  const bool scoring = !ours || (progress && progress->stage == QLatin1String("cohort"));
  if (progress && scoring) {
    done = static_cast<std::size_t>(progress->done);
    all = static_cast<std::size_t>(progress->total);
    if (!run->isPaused()) pace = paceWords(progress->slidesPerHour, progress->etaSeconds);
    if (!run->isPaused()) waiting = shownText(progress->waiting, 200);
  } else if (!ours && runs && reading != nullptr) {
    if (const auto read = paceOf(*reading, QDateTime::currentSecsSinceEpoch()))
      pace = paceWords(read->slidesPerHour, read->leftSeconds);
  }
  const bool checking = (ours && !scoring) || all == 0;
  // A bar without an end runs to and fro, which says that something goes on.
  const int total = checking ? (progress ? static_cast<int>(std::min<std::int64_t>(progress->total, 1000000)) : 0)
                             : static_cast<int>(all);
  m_bar->setRange(0, runs ? total : std::max(1, total));
  m_bar->setValue(checking ? (progress ? static_cast<int>(std::min<std::int64_t>(progress->done, 1000000)) : 0)
                           : static_cast<int>(done));
  if (checking && runs) {
    m_progress->setText(stageWords(progress ? progress->stage : QString()) + QStringLiteral("…"));
    return;
  }
  QStringList words{tr("%1 of %n slide(s) done", nullptr, static_cast<int>(all)).arg(countText(done))};
  if (!pace.isEmpty()) words << pace;
  if (!waiting.isEmpty()) words << waiting;
  m_progress->setText(words.join(QStringLiteral("  ·  ")));
}

void CohortHeader::showButtons(const CohortReading* reading, const CohortRun* run) {
  const bool ours = run != nullptr && run->isAlive();
  const bool others = !ours && reading != nullptr && isWorkedOn(*reading);
  m_start->setVisible(!ours && !others);
  m_start->setText(reading != nullptr && reading->state == CohortState::finished ? tr("Run again…") : tr("Run…"));
  m_pause->setVisible(ours && !run->isPaused());
  m_resume->setVisible(ours && run->isPaused());
  m_stop->setVisible(ours);
  for (QPushButton* one : {m_pause, m_resume, m_stop}) one->setEnabled(ours && !run->isStopping());
  m_export->setEnabled(reading != nullptr && !reading->patients.empty());
}

}  // namespace snitt
