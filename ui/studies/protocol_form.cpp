#include "ui/studies/protocol_form.h"

#include <QComboBox>
#include <QDate>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <vector>

#include "core/text/number.h"
#include "ui/cohort/cohort_words.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/wrap_label_p.h"
#include "ui/studies/check_list.h"
#include "ui/studies/criteria_editor.h"
#include "ui/studies/outcomes_form.h"
#include "ui/studies/path_field.h"

namespace snitt {

namespace {

using validation::Protocol;

// Columns of a list that name files and slides, and say nothing of a patient.
constexpr std::array<std::string_view, 8> kOfSlides{"path",  "patient", "accession", "mpp",
                                                    "split", "exclude", "tumour",    "label"};

// "65, 75"; a text that is no number is left out, as the preview shows.
std::vector<double> numbersIn(const QString& text) {
  std::vector<double> numbers;
  const QStringList parts = text.split(QLatin1Char(text.contains(QLatin1Char(';')) ? ';' : ','), Qt::SkipEmptyParts);
  for (const QString& part : parts)
    if (const auto number = parseNumber(part.trimmed().replace(QLatin1Char(','), QLatin1Char('.')).toStdString()))
      numbers.push_back(*number);
  return numbers;
}

QString numbersInWords(const std::vector<double>& numbers) {
  QStringList parts;
  for (const double one : numbers) parts << QString::fromStdString(shortest(one));
  return parts.join(QStringLiteral(", "));
}

std::filesystem::path relativeTo(const std::filesystem::path& folder, const std::filesystem::path& file) {
  if (folder.empty() || !file.is_absolute()) return file;
  const auto relative = file.lexically_relative(folder);
  return relative.empty() || *relative.begin() == ".." ? file : relative;
}

QFormLayout* makeForm(QWidget* box) {
  auto* form = new QFormLayout(box);
  form->setContentsMargins(0, 0, 0, 0);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  return form;
}

}  // namespace

ProtocolForm::ProtocolForm(QWidget* parent)
    : QWidget(parent),
      m_bundle(new PathField(PathField::Kind::folder, "bundle", tr("Folder of the model bundle"), this)),
      m_list(new PathField(PathField::Kind::file, "list", tr("Slide list (CSV), without outcomes"), this)),
      m_listSays(makeSentence(this)),
      m_outcomes(new OutcomesForm(this)),
      m_criteria(new CriteriaEditor(this)),
      m_keptSays(makeSentence(this)) {
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(2, 2, 10, 2);
  rows->setSpacing(8);
  const auto section = [&](const QString& title, QWidget* widget) {
    rows->addWidget(new SectionHeading(title, this));
    rows->addWidget(widget);
  };
  section(tr("Study"), buildStudy());
  section(tr("Outcomes"), m_outcomes);
  section(tr("Criteria: what the study must show"), m_criteria);
  section(tr("Analysis"), buildAnalysis());
  rows->addStretch(1);
  alignLabels();
  m_list->setFilter(tr("Slide lists (*.csv);;All files (*)"));
  m_listSays->hide();
  m_keptSays->setObjectName(QStringLiteral("kept"));
  m_keptSays->hide();
  connect(m_list, &PathField::changed, this, &ProtocolForm::readList);
  connect(m_bundle, &PathField::changed, this, &ProtocolForm::changed);
  connect(m_outcomes, &OutcomesForm::changed, this, &ProtocolForm::changed);
  connect(m_outcomes, &OutcomesForm::columnsChanged, this, &ProtocolForm::takeColumns);
  connect(m_criteria, &CriteriaEditor::changed, this, &ProtocolForm::changed);
  for (QLineEdit* one : {m_study, m_site, m_use, m_responsible})
    connect(one, &QLineEdit::textChanged, this, &ProtocolForm::changed);
  connect(m_horizons, &QLineEdit::textChanged, this, &ProtocolForm::follow);
  for (QComboBox* one : {m_kind, m_thresholds})
    connect(one, &QComboBox::currentIndexChanged, this, &ProtocolForm::changed);
  connect(m_adjust, &CheckList::changed, this, [this] {
    m_factors->setNames(m_adjust->ticked());
    Q_EMIT changed();
  });
  for (CheckList* one : {m_factors, m_subgroups}) connect(one, &CheckList::changed, this, &ProtocolForm::changed);
  for (QSpinBox* one : {m_smallestCell, m_resamples, m_seed})
    connect(one, &QSpinBox::valueChanged, this, &ProtocolForm::changed);
  connect(m_near, &QDoubleSpinBox::valueChanged, this, &ProtocolForm::changed);
  follow();
}

// The fields of all sections begin at one line.
void ProtocolForm::alignLabels() {
  std::vector<QWidget*> labels;
  for (const QFormLayout* form : findChildren<QFormLayout*>())
    for (int row = 0; row < form->rowCount(); ++row)
      if (const QLayoutItem* item = form->itemAt(row, QFormLayout::LabelRole)) labels.push_back(item->widget());
  int width = 0;
  for (const QWidget* one : labels) width = std::max(width, one->sizeHint().width());
  for (QWidget* one : labels) one->setMinimumWidth(width);
}

QLineEdit* ProtocolForm::makeLine(const char* name, const QString& accessibleName, const QString& example) {
  auto* line = new QLineEdit(this);
  line->setObjectName(QString::fromLatin1(name));
  line->setAccessibleName(accessibleName);
  line->setPlaceholderText(example);
  return line;
}

QWidget* ProtocolForm::buildStudy() {
  auto* box = new QWidget(this);
  m_study = makeLine("study", tr("What the study is called"), tr("Elvehavn 2026"));
  m_site = makeLine("site", tr("Where the patients come from"), tr("Elvehavn hospital"));
  m_use = makeLine("intendedUse", tr("What the bundle is to be used for here"),
                   tr("prognosis after resection of stage II colorectal cancer"));
  m_responsible = makeLine("responsible", tr("Who answers for the study"), {});
  m_kind = new QComboBox(box);
  m_thresholds = new QComboBox(box);
  m_kind->setObjectName(QStringLiteral("kind"));
  m_kind->setAccessibleName(tr("Kind of validation"));
  for (QComboBox* one : {m_kind, m_thresholds}) {
    one->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    one->setMinimumContentsLength(20);
  }
  m_kind->addItems(
      {tr("External: other patients than the model was made from"), tr("Internal: patients of the same population")});
  m_thresholds->setObjectName(QStringLiteral("thresholds"));
  m_thresholds->setAccessibleName(tr("Thresholds"));
  m_thresholds->addItems({tr("Frozen: those of the bundle"), tr("Tuned on these data, which every page then says")});
  QFormLayout* form = makeForm(box);
  form->addRow(tr("Study"), m_study);
  form->addRow(tr("Site"), m_site);
  form->addRow(tr("Intended use"), m_use);
  form->addRow(tr("Responsible"), m_responsible);
  form->addRow(tr("Kind"), m_kind);
  form->addRow(tr("Thresholds"), m_thresholds);
  form->addRow(tr("Bundle"), m_bundle);
  form->addRow(tr("Slide list"), m_list);
  form->addRow(m_listSays);
  form->addRow(m_keptSays);
  return box;
}

QWidget* ProtocolForm::buildAnalysis() {
  auto* box = new QWidget(this);
  m_horizons = makeLine("horizons", tr("Years at which figures are stated"), tr("3, 5"));
  m_horizons->setText(QStringLiteral("5"));
  m_adjust = new CheckList("adjust", tr("Covariates of the multivariable regression"), tr("Columns"));
  m_factors = new CheckList("factors", tr("Covariates whose numbers stand for levels"), tr("Columns"));
  m_subgroups =
      new CheckList("subgroups", tr("Groups of patients that are told apart"), tr("Column"), tr("Bounds, as 65, 75"));
  const auto spin = [&](const char* name, int least, int most, int value) {
    auto* one = new QSpinBox(box);
    one->setObjectName(QString::fromLatin1(name));
    one->setRange(least, most);
    one->setValue(value);
    one->setGroupSeparatorShown(false);
    return one;
  };
  const Protocol usual;
  m_smallestCell = spin("smallestCell", 1, 1000, static_cast<int>(usual.smallestCell));
  m_resamples = spin("resamples", 100, 1'000'000, static_cast<int>(usual.resamples));
  const QDate today = QDate::currentDate();
  m_seed = spin("seed", 0, 2'000'000'000, today.year() * 10000 + today.month() * 100 + today.day());
  m_near = new QDoubleSpinBox(box);
  m_near->setObjectName(QStringLiteral("nearThreshold"));
  m_near->setDecimals(3);
  m_near->setRange(0.001, 1);
  m_near->setSingleStep(0.01);
  m_near->setValue(usual.nearThreshold);
  QFormLayout* form = makeForm(box);
  form->addRow(tr("Horizons, years"), m_horizons);
  form->addRow(tr("Covariates"), m_adjust);
  form->addRow(tr("Numbers as levels"), m_factors);
  form->addRow(tr("Subgroups"), m_subgroups);
  form->addRow(tr("Smallest cell"), m_smallestCell);
  form->addRow(tr("Resamples"), m_resamples);
  form->addRow(tr("Seed"), m_seed);
  form->addRow(tr("Near a threshold"), m_near);
  m_smallestCell->setToolTip(tr("Cells of fewer patients are withheld everywhere"));
  m_resamples->setToolTip(tr("Bootstrap resamples of patients"));
  m_near->setToolTip(tr("Score units to each side of a threshold"));
  return box;
}

void ProtocolForm::setResponsible(const std::string& person) { m_responsible->setText(QString::fromStdString(person)); }

void ProtocolForm::setBundle(const std::filesystem::path& folder) { m_bundle->setPath(folder); }

void ProtocolForm::setStart(const std::filesystem::path& folder) {
  m_list->setStart(folder);
  m_outcomes->setStart(folder);
}

void ProtocolForm::readList() {
  m_work.drop();
  Q_EMIT changed();
  if (!m_list->path().is_absolute()) return;
  m_work.run<Result<TableColumns>>(
      this, [file = m_list->path()](const std::stop_token&) { return readTableColumns(file); },
      [this](const Result<TableColumns>& columns) {
        m_columns = columns ? *columns : TableColumns();
        m_listSays->setVisible(!columns);
        m_listSays->setText(columns ? QString() : faultWords(columns.error()));
        takeColumns();
      });
}

// Covariates stand in the list; groups may be told apart by a column of either.
void ProtocolForm::takeColumns() {
  const validation::OutcomePart outcomes = m_outcomes->outcomes();
  const auto says = [&](const std::string& name) {
    return std::ranges::find(kOfSlides, name) == kOfSlides.end() && name != outcomes.patient && name != outcomes.time &&
           name != outcomes.event && name != outcomes.cause;
  };
  std::vector<std::string> names;
  std::ranges::copy_if(m_columns.names, std::back_inserter(names), says);
  m_adjust->setNames(names);
  for (const std::string& one : m_outcomes->columns())
    if (says(one) && std::ranges::find(names, one) == names.end()) names.push_back(one);
  m_subgroups->setNames(names);
  Q_EMIT changed();
}

void ProtocolForm::follow() {
  m_criteria->setHorizons(numbersIn(m_horizons->text()));
  Q_EMIT changed();
}

void ProtocolForm::setProtocol(const Protocol& protocol, const std::filesystem::path& folder) {
  const auto text = [](const std::string& one) { return QString::fromStdString(one); };
  const auto absolute = [&](const std::filesystem::path& one) { return one.empty() ? one : folder / one; };
  for (CheckList* one : {m_adjust, m_factors, m_subgroups}) one->forget();
  m_columns = {};
  m_rules = protocol.cohort;
  m_repeats = protocol.repeats;
  m_titles.clear();
  for (const validation::SubgroupPart& one : protocol.subgroups) m_titles[one.column] = one.title;
  m_study->setText(text(protocol.study));
  m_site->setText(text(protocol.site));
  m_use->setText(text(protocol.intendedUse));
  m_responsible->setText(text(protocol.responsible));
  m_kind->setCurrentIndex(protocol.kind == validation::StudyKind::internal ? 1 : 0);
  m_thresholds->setCurrentIndex(protocol.thresholdsTunedHere ? 1 : 0);
  m_bundle->setPath(absolute(protocol.bundle));
  validation::OutcomePart outcomes = protocol.outcomes;
  outcomes.file = absolute(outcomes.file);
  m_outcomes->setOutcomes(outcomes);
  m_horizons->setText(numbersInWords(protocol.horizonsYears));
  for (const std::string& one : protocol.adjust) m_adjust->want(one);
  for (const std::string& one : protocol.factors) m_factors->want(one);
  for (const validation::SubgroupPart& one : protocol.subgroups)
    m_subgroups->want(one.column, numbersInWords(one.cuts));
  m_smallestCell->setValue(static_cast<int>(protocol.smallestCell));
  m_resamples->setValue(static_cast<int>(protocol.resamples));
  m_seed->setValue(
      static_cast<int>(std::min<std::uint64_t>(protocol.seed, static_cast<std::uint64_t>(m_seed->maximum()))));
  m_near->setValue(protocol.nearThreshold);
  m_criteria->setCriteria(protocol.criteria);
  tellKept();
  // Last: its columns tick what is wanted.
  m_list->setPath(absolute(protocol.cohort.list));
  readList();
}

void ProtocolForm::tellKept() {
  const auto rules = static_cast<int>(m_rules.include.size() + m_rules.exclude.size());
  const auto repeats = static_cast<int>(m_repeats.size());
  QStringList kept;
  if (rules > 0) kept << tr("%n rule(s) of who belongs to the cohort", nullptr, rules);
  if (repeats > 0) kept << tr("%n repeated cohort(s)", nullptr, repeats);
  m_keptSays->setText(tr("Kept as the file has them: %1.").arg(kept.join(QStringLiteral(", "))));
  m_keptSays->setVisible(!kept.isEmpty());
}

Protocol ProtocolForm::protocol(const std::filesystem::path& folder) const {
  Protocol all;
  all.study = m_study->text().trimmed().toStdString();
  all.site = m_site->text().trimmed().toStdString();
  all.intendedUse = m_use->text().trimmed().toStdString();
  all.responsible = m_responsible->text().trimmed().toStdString();
  all.kind = m_kind->currentIndex() == 1 ? validation::StudyKind::internal : validation::StudyKind::external;
  all.thresholdsTunedHere = m_thresholds->currentIndex() == 1;
  all.bundle = relativeTo(folder, m_bundle->path());
  all.cohort = m_rules;
  all.cohort.list = relativeTo(folder, m_list->path());
  all.outcomes = m_outcomes->outcomes();
  all.outcomes.file = relativeTo(folder, all.outcomes.file);
  all.horizonsYears = numbersIn(m_horizons->text());
  all.adjust = m_adjust->ticked();
  all.factors = m_factors->ticked();
  for (const std::string& one : m_subgroups->ticked())
    all.subgroups.push_back(
        {one, m_titles.contains(one) ? m_titles.at(one) : std::string(), numbersIn(m_subgroups->textBeside(one))});
  all.smallestCell = static_cast<std::size_t>(m_smallestCell->value());
  all.resamples = static_cast<std::size_t>(m_resamples->value());
  all.seed = static_cast<std::uint64_t>(m_seed->value());
  // As it is shown: a spin box computes with more digits than it has.
  all.nearThreshold = m_near->text().replace(QLatin1Char(','), QLatin1Char('.')).toDouble();
  all.criteria = m_criteria->criteria();
  all.repeats = m_repeats;
  return all;
}

}  // namespace snitt
