#include "ui/studies/drift_dialog.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/jobs/bundle_chooser.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/studies/path_field.h"
#include "ui/studies/study_places.h"

namespace snitt {

namespace {

constexpr int kLines = 4;

}  // namespace

DriftDialog::DriftDialog(const std::filesystem::path& database, const std::vector<std::filesystem::path>& bundles,
                         const StudyPlaces& places, const SlideNames& names, QWidget* parent)
    : StudyDialog(tr("Look for drift"), tr("Look"), names, parent),
      m_database(database),
      m_start(places.last("cohort")),
      m_cases(new QRadioButton(tr("Slides of the case database"), this)),
      m_ofCohorts(new QRadioButton(tr("Slides of cohorts that were scored"), this)),
      m_cohorts(new QListWidget(this)),
      m_more(new QPushButton(tr("Add folder…"), this)),
      m_less(new QPushButton(tr("Remove"), this)),
      m_week(new QLineEdit(this)),
      m_bundle(new BundleChooser(bundles, this)),
      m_reference(new PathField(PathField::Kind::folder, "reference",
                                tr("Cohort on which the site has validated the bundle; empty: the bundle's own"),
                                this)),
      m_out(
          new PathField(PathField::Kind::folder, "out", tr("Folder for the report; made where it is missing"), this)) {
  addHeading(tr("What is looked at"));
  add(buildSource());
  addHeading(tr("Bundle that scored them"));
  add(m_bundle);
  addHeading(tr("Compared with"));
  m_reference->setStart(m_start);
  add(m_reference);
  addHeading(tr("Report"));
  m_out->setStart(places.last("drift"));
  add(m_out);
  endRows();
  connect(m_bundle, &BundleChooser::changed, this, &DriftDialog::follow);
  for (PathField* one : {m_reference, m_out}) connect(one, &PathField::changed, this, &DriftDialog::follow);
  follow();
  resize(QSize(720, 640).boundedTo(screen()->availableSize() - QSize(20, 60)));
}

QWidget* DriftDialog::buildSource() {
  auto* box = new QWidget(this);
  m_cases->setObjectName(QStringLiteral("ofDatabase"));
  m_ofCohorts->setObjectName(QStringLiteral("ofCohorts"));
  m_cases->setEnabled(!m_database.empty());
  (m_database.empty() ? m_ofCohorts : m_cases)->setChecked(true);
  m_cohorts->setObjectName(QStringLiteral("cohorts"));
  m_cohorts->setAccessibleName(tr("Folders of cohorts"));
  m_cohorts->setFixedHeight(kLines * (m_cohorts->fontMetrics().height() + 6) + 6);
  for (QPushButton* one : {m_more, m_less}) one->setAutoDefault(false);
  m_more->setObjectName(QStringLiteral("addCohort"));
  auto* buttons = new QVBoxLayout;
  buttons->addWidget(m_more);
  buttons->addWidget(m_less);
  buttons->addStretch(1);
  auto* line = new QHBoxLayout;
  line->addWidget(m_cohorts, 1);
  line->addLayout(buttons);
  auto* rows = new QVBoxLayout(box);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->addWidget(m_cases);
  rows->addWidget(m_ofCohorts);
  rows->addLayout(line);
  m_week->setObjectName(QStringLiteral("weekColumn"));
  m_week->setAccessibleName(tr("Column of the slide lists with a slide's date or week; empty: when it was scored"));
  m_week->setPlaceholderText(m_week->accessibleName());
  rows->addWidget(m_week);
  connect(m_cases, &QRadioButton::toggled, this, &DriftDialog::follow);
  connect(m_cohorts, &QListWidget::currentRowChanged, this, &DriftDialog::follow);
  connect(m_more, &QPushButton::clicked, this, [this] {
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("The folder of a cohort"), QString::fromStdString(m_start.string()));
    if (!folder.isEmpty()) addCohort(folder.toStdString());
  });
  connect(m_less, &QPushButton::clicked, this, [this] {
    delete m_cohorts->takeItem(m_cohorts->currentRow());
    follow();
  });
  return box;
}

void DriftDialog::addCohort(const std::filesystem::path& folder) {
  const QString text = QString::fromStdString(folder.string());
  if (m_cohorts->findItems(text, Qt::MatchExactly).isEmpty()) m_cohorts->addItem(text);
  m_ofCohorts->setChecked(true);
  m_start = folder.parent_path();
  follow();
}

void DriftDialog::follow() {
  const bool cohorts = m_ofCohorts->isChecked();
  for (QWidget* one : std::initializer_list<QWidget*>{m_cohorts, m_more, m_week}) one->setEnabled(cohorts);
  m_less->setEnabled(cohorts && m_cohorts->currentRow() >= 0);
  showAll();
}

QString DriftDialog::obstacle() const {
  if (m_ofCohorts->isChecked() && m_cohorts->count() == 0) return tr("Add the folder of a cohort.");
  const KnownBundle* bundle = m_bundle->bundle();
  if (bundle == nullptr) return tr("A bundle has to be chosen and read first.");
  if (!bundle->problem.isEmpty()) return tr("This bundle cannot be used; choose another one.");
  if (!m_reference->path().empty() && !m_reference->path().is_absolute())
    return tr("Choose the folder of the cohort that is compared with.");
  if (!m_out->path().is_absolute()) return tr("Choose a folder for the report.");
  return {};
}

DriftOrder DriftDialog::order() const {
  DriftOrder order;
  if (m_ofCohorts->isChecked())
    for (int i = 0; i < m_cohorts->count(); ++i) order.cohorts.emplace_back(m_cohorts->item(i)->text().toStdString());
  else
    order.database = m_database;
  if (const KnownBundle* bundle = m_bundle->bundle()) order.bundle = bundle->folder;
  order.reference = m_reference->path();
  order.out = m_out->path();
  order.weekColumn = m_week->text().trimmed().toStdString();
  return order;
}

}  // namespace snitt
