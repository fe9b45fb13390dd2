#include "ui/studies/work_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

#include "ui/cohort/cohort_words.h"
#include "ui/studies/study_work.h"
#include "ui/theme/icons.h"

namespace snitt {

namespace {

constexpr int kBarPx = 8;
constexpr int kMostSteps = 1000000;

QString wordsOf(const StudyWork& work) {
  if (work.isStopping()) return WorkBar::tr("Stopping…");
  switch (work.kind()) {
    case StudyWork::Kind::lock:
      return WorkBar::tr("The protocol is being locked…");
    case StudyWork::Kind::run: {
      const QString stage = work.progress() ? work.progress()->stage : QString();
      if (stage == QLatin1String("look")) return WorkBar::tr("Slides are compared with those of the training…");
      if (stage == QLatin1String("outlines")) return WorkBar::tr("Outlines are compared with those of the slide list…");
      return WorkBar::tr("The report is being made…");
    }
    case StudyWork::Kind::sign:
      return WorkBar::tr("The report is being signed…");
    case StudyWork::Kind::drift:
      return WorkBar::tr("Drift is being looked for…");
    case StudyWork::Kind::none:
      break;
  }
  return {};
}

}  // namespace

WorkBar::WorkBar(StudyWork* work, QWidget* parent)
    : QWidget(parent),
      m_work(work),
      m_says(new QLabel(this)),
      m_bar(new QProgressBar(this)),
      m_cancel(new QPushButton(icon("stop"), tr("Cancel"), this)) {
  setObjectName(QStringLiteral("work"));
  m_says->setObjectName(QStringLiteral("workSays"));
  m_says->setTextFormat(Qt::PlainText);
  m_bar->setTextVisible(false);
  m_bar->setFixedHeight(kBarPx);
  m_bar->setAccessibleName(tr("How far it is"));
  m_cancel->setObjectName(QStringLiteral("cancelWork"));
  m_cancel->setAutoDefault(false);
  auto* line = new QHBoxLayout(this);
  line->setContentsMargins(12, 6, 12, 6);
  line->setSpacing(12);
  line->addWidget(m_says);
  line->addWidget(m_bar, 1);
  line->addWidget(m_cancel);
  if (m_work != nullptr) {
    connect(m_work, &StudyWork::changed, this, &WorkBar::show);
    connect(m_cancel, &QPushButton::clicked, m_work, &StudyWork::cancel);
  }
  show();
}

QString WorkBar::text() const { return m_says->text(); }

void WorkBar::show() {
  const bool alive = m_work != nullptr && m_work->isAlive();
  setVisible(alive);
  if (!alive) return;
  QString words = wordsOf(*m_work);
  const auto& progress = m_work->progress();
  // A bar without an end runs to and fro, which says that something goes on.
  m_bar->setRange(0, progress ? static_cast<int>(std::min<std::int64_t>(progress->total, kMostSteps)) : 0);
  m_bar->setValue(progress ? static_cast<int>(std::min<std::int64_t>(progress->done, kMostSteps)) : 0);
  if (progress && !m_work->isStopping())
    if (const QString left = durationWords(progress->etaSeconds); !left.isEmpty())
      words += QLatin1Char(' ') + tr("%1 left").arg(left);
  m_says->setText(words);
  m_cancel->setEnabled(!m_work->isStopping());
}

}  // namespace snitt
