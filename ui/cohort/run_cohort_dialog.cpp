#include "ui/cohort/run_cohort_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSpinBox>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <map>

#include "ui/cases/foreign_text.h"
#include "ui/cohort/cohort_words.h"
#include "ui/jobs/bundle_chooser.h"
#include "ui/jobs/card_first.h"
#include "ui/jobs/job_end.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/wrap_label_p.h"

namespace snitt {

namespace {

constexpr int kMostJobs = 64;
constexpr std::chrono::minutes kCheckSilence{10};

QString textOf(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

std::filesystem::path pathOf(const QLineEdit* field) { return field->text().trimmed().toStdString(); }

// Statuses as the engine writes them.
QString statusWordOf(const QString& engine) {
  for (const SlideStatus one : {SlideStatus::refused, SlideStatus::failed, SlideStatus::excluded, SlideStatus::flagged})
    if (engine == toQString(toText(one))) return statusWord(one);
  return engine;
}

QString sizeWords(std::uint64_t bytes) { return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1); }

}  // namespace

RunCohortDialog::RunCohortDialog(RunCohortOptions options, QWidget* parent)
    : QDialog(parent), m_options(std::move(options)), m_order(m_options.order) {
  setWindowTitle(tr("Run a cohort"));
  build();
  m_list->setText(textOf(m_order.list));
  m_out->setText(textOf(m_order.out));
  m_jobs->setValue(m_order.jobs);
  m_heatmaps->setChecked(m_order.heatmaps);
  m_reports->setChecked(m_order.reports);
  m_mixed->setChecked(m_order.allowMixed);
  m_reason->setText(QString::fromStdString(m_order.outsideScope));
  for (QLineEdit* one : {m_list, m_out, m_reason})
    connect(one, &QLineEdit::textChanged, this, &RunCohortDialog::forgetReport);
  connect(m_bundle, &BundleChooser::changed, this, &RunCohortDialog::forgetReport);
  // Another person may not see what stands here; what was asked was not theirs to answer either.
  connect(m_options.names, &SlideNames::changed, this, [this, unmasked = m_options.names->unmasked()] {
    if (unmasked && !m_options.names->unmasked()) reject();
  });
  forgetReport();
  resize(QSize(760, 760).boundedTo(screen()->availableSize() - QSize(20, 60)));
}

RunCohortDialog::~RunCohortDialog() = default;

void RunCohortDialog::build() {
  auto* inner = new QWidget;
  auto* lines = new QVBoxLayout(inner);
  lines->setContentsMargins(2, 2, 8, 2);
  lines->setSpacing(8);
  const auto heading = [&](const QString& words) { lines->addWidget(new SectionHeading(words, inner)); };
  heading(tr("Slide list"));
  lines->addWidget(buildFile(m_list, "list", tr("Slide list (CSV with a column path)"), tr("Choose file…"),
                             &RunCohortDialog::chooseList));
  heading(tr("Model bundle"));
  m_bundle = new BundleChooser(m_options.bundles, inner);
  lines->addWidget(m_bundle);
  heading(tr("Folder of the run"));
  lines->addWidget(buildFile(m_out, "out", tr("Folder of the run: results, and what it needs to go on"),
                             tr("Choose folder…"), &RunCohortDialog::chooseOut));
  heading(tr("Options"));
  lines->addWidget(buildOptions());
  heading(tr("Check"));
  lines->addWidget(buildReport());
  lines->addStretch(1);
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidget(inner);
  m_obstacle = makeSentence(this);
  m_obstacle->setObjectName(QStringLiteral("obstacle"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  m_start = buttons->addButton(tr("Start"), QDialogButtonBox::AcceptRole);
  m_start->setObjectName(QStringLiteral("start"));
  m_start->setDefault(true);
  connect(buttons, &QDialogButtonBox::accepted, this, &RunCohortDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &RunCohortDialog::reject);
  auto* column = new QVBoxLayout(this);
  column->setSpacing(8);
  column->addWidget(scroll, 1);
  column->addWidget(m_obstacle);
  column->addWidget(buttons);
}

QWidget* RunCohortDialog::buildFile(QLineEdit*& field, const char* name, const QString& accessibleName,
                                    const QString& button, void (RunCohortDialog::*choose)()) {
  auto* row = new QWidget(this);
  field = new QLineEdit(row);
  field->setObjectName(QString::fromLatin1(name));
  field->setAccessibleName(accessibleName);
  field->setPlaceholderText(accessibleName);
  auto* other = new QPushButton(button, row);
  other->setAutoDefault(false);
  connect(other, &QPushButton::clicked, this, choose);
  auto* line = new QHBoxLayout(row);
  line->setContentsMargins(0, 0, 0, 0);
  line->addWidget(field, 1);
  line->addWidget(other);
  return row;
}

QWidget* RunCohortDialog::buildOptions() {
  auto* box = new QWidget(this);
  m_jobs = new QSpinBox(box);
  m_jobs->setObjectName(QStringLiteral("jobs"));
  m_jobs->setRange(1, kMostJobs);
  m_jobs->setMaximumWidth(m_jobs->fontMetrics().horizontalAdvance(u'0') * 10);
  m_jobs->setToolTip(
      tr("Worker processes that share the processor. One is enough: while a slide is scored the next is "
         "prepared"));
  m_heatmaps = new QCheckBox(tr("Heatmaps"), box);
  m_heatmaps->setObjectName(QStringLiteral("heatmaps"));
  m_reports = new QCheckBox(tr("Reports (PDF)"), box);
  m_reports->setObjectName(QStringLiteral("reports"));
  auto* outputs = new QHBoxLayout;
  outputs->addWidget(m_heatmaps);
  outputs->addWidget(m_reports);
  outputs->addStretch(1);
  m_mixed = new QCheckBox(tr("Results of several devices or versions may stand in one table, which then says so"), box);
  m_mixed->setObjectName(QStringLiteral("mixed"));
  m_reason = new QLineEdit(box);
  m_reason->setObjectName(QStringLiteral("reason"));
  m_reason->setAccessibleName(tr("Reason to score slides outside the bundle's scope"));
  m_reason->setPlaceholderText(tr("Without a reason such slides are refused"));
  auto* form = new QFormLayout(box);
  form->setContentsMargins(0, 0, 0, 0);
  form->addRow(tr("Workers"), m_jobs);
  form->addRow(tr("Also write"), outputs);
  form->addRow(tr("Outside the scope"), m_reason);
  form->addRow(m_mixed);
  return box;
}

QWidget* RunCohortDialog::buildReport() {
  auto* box = new QWidget(this);
  m_checkFirst = new QPushButton(tr("Check first"), box);
  m_checkFirst->setObjectName(QStringLiteral("check"));
  m_checkFirst->setAutoDefault(false);
  m_checkFirst->setToolTip(tr("Looks at the list and the slides' files and says what can be scored; scores nothing"));
  m_bar = new QProgressBar(box);
  m_bar->setTextVisible(false);
  m_bar->hide();
  auto* line = new QHBoxLayout;
  line->addWidget(m_checkFirst);
  line->addWidget(m_bar, 1);
  line->addStretch(0);
  m_found = makeSentence(box);
  m_found->setObjectName(QStringLiteral("found"));
  m_settled = new QTreeWidget(box);
  m_settled->setObjectName(QStringLiteral("settled"));
  m_settled->setAccessibleName(tr("Slides that will not be scored"));
  m_settled->setRootIsDecorated(false);
  m_settled->setUniformRowHeights(true);
  m_settled->setHeaderLabels({tr("Slide"), tr("Status"), tr("Reason")});
  m_settled->setMinimumHeight(140);
  auto* rows = new QVBoxLayout(box);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->addLayout(line);
  rows->addWidget(m_found);
  rows->addWidget(m_settled);
  connect(m_checkFirst, &QPushButton::clicked, this, &RunCohortDialog::check);
  return box;
}

void RunCohortDialog::chooseList() {
  const QString file = QFileDialog::getOpenFileName(this, tr("Choose a slide list"), m_list->text(),
                                                    tr("Slide lists (*.csv);;All files (*)"));
  if (!file.isEmpty()) m_list->setText(file);
}

void RunCohortDialog::chooseOut() {
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Choose the folder of the run"), m_out->text());
  if (!folder.isEmpty()) m_out->setText(folder);
}

CohortOrder RunCohortDialog::asked() const {
  const KnownBundle* bundle = m_bundle->bundle();
  CohortOrder order;
  order.list = pathOf(m_list).lexically_normal();
  if (bundle != nullptr) order.bundle = bundle->folder;
  order.out = pathOf(m_out).lexically_normal();
  order.jobs = m_jobs->value();
  order.heatmaps = m_heatmaps->isChecked();
  order.reports = m_reports->isChecked();
  order.allowMixed = m_mixed->isChecked();
  order.outsideScope = m_reason->text().trimmed().toStdString();
  return order;
}

QString RunCohortDialog::obstacle() const {
  const KnownBundle* bundle = m_bundle->bundle();
  if (!pathOf(m_list).is_absolute()) return tr("Choose the slide list.");
  if (bundle == nullptr) return tr("A bundle has to be chosen and read first.");
  if (!bundle->problem.isEmpty()) return tr("This bundle cannot be used; choose another one.");
  if (!pathOf(m_out).is_absolute()) return tr("Choose a folder for the run.");
  return {};
}

void RunCohortDialog::showAll() {
  const QString why = obstacle();
  m_obstacle->setText(why);
  m_obstacle->setVisible(!why.isEmpty());
  m_start->setEnabled(why.isEmpty() && !isChecking());
  m_checkFirst->setEnabled(why.isEmpty());
  m_checkFirst->setText(isChecking() ? tr("Stop checking") : tr("Check first"));
  m_bar->setVisible(isChecking());
}

// What was found was found for other words than those that stand here now.
void RunCohortDialog::forgetReport() {
  m_check.reset();
  m_found->hide();
  m_settled->hide();
  m_settled->clear();
  showAll();
}

void RunCohortDialog::check() {
  if (isChecking()) return forgetReport();
  forgetReport();
  WorkerTimes times;
  times.silence = kCheckSilence;
  m_check = std::make_unique<ScoreWorker>(times, nullptr, ScoreWorker::Output::kept);
  m_bar->setRange(0, 0);
  connect(m_check.get(), &ScoreWorker::progressed, this, [this](const EngineProgress& progress) {
    m_bar->setRange(0, static_cast<int>(std::min<std::int64_t>(progress.total, 1000000)));
    m_bar->setValue(static_cast<int>(std::min<std::int64_t>(progress.done, 1000000)));
  });
  connect(m_check.get(), &ScoreWorker::ended, this, &RunCohortDialog::takeCheck);
  m_check->start(m_options.program, cohortCheckArguments(asked()), m_options.session);
  showAll();
}

void RunCohortDialog::takeCheck(const WorkerEnd& end) {
  const auto report = end.code == 0 ? parseCheckReport(m_check->output()) : std::nullopt;
  // Its signal is being handled just now.
  m_check.release()->deleteLater();
  m_found->show();
  if (report) {
    showReport(*report);
  } else {
    const QString why = QString::fromStdString(endWithoutResult({}, end, kCheckSilence).reason);
    m_found->setText(m_options.names->sentence(why));
  }
  showAll();
}

void RunCohortDialog::showReport(const CohortCheckReport& report) {
  std::map<QString, int> counts;
  for (const CheckedRow& one : report.settled) ++counts[statusWordOf(one.status)];
  QStringList words{tr("%n slide(s) to score", nullptr, static_cast<int>(report.toScore))};
  for (const auto& [word, count] : counts) words << QStringLiteral("%1: %2").arg(word, QLocale().toString(count));
  QString text = words.join(QStringLiteral("  ·  ")) + QLatin1Char('\n') +
                 tr("On %1. The results take %2 at most; %3 are free.")
                     .arg(report.device, sizeWords(report.bytesNeeded), sizeWords(report.bytesFree));
  if (const QString time = durationWords(report.seconds); !time.isEmpty())
    text += QLatin1Char('\n') + tr("The networks will need %1.").arg(time);
  for (const QString& one : report.warnings) text += QLatin1Char('\n') + m_options.names->sentence(one);
  m_found->setText(text);
  for (const CheckedRow& one : report.settled) {
    const QString reason = shownText(m_options.names->sentence(one.reason), 400);
    auto* item = new QTreeWidgetItem(m_settled, {QString::number(one.row), statusWordOf(one.status), reason});
    item->setToolTip(2, asToolTip(reason));
  }
  m_settled->setVisible(!report.settled.empty());
  m_settled->resizeColumnToContents(1);
}

void RunCohortDialog::accept() {
  if (!obstacle().isEmpty() || isChecking()) return showAll();
  if (const QString why = askToAcceptCard(*m_bundle->bundle(), m_options.cardsFile, m_options.person, this);
      !why.isEmpty()) {
    m_obstacle->setText(why);
    m_obstacle->setVisible(true);
    return;
  }
  m_order = asked();
  QDialog::accept();
}

}  // namespace snitt
