#include "ui/studies/run_study_dialog.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QScreen>
#include <QVBoxLayout>

#include "ui/cases/foreign_text.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/studies/path_field.h"
#include "ui/studies/protocol_chooser.h"
#include "ui/studies/study_places.h"

namespace snitt {

namespace {

constexpr int kMostPasswordLetters = 512;

}  // namespace

RunStudyDialog::RunStudyDialog(const std::filesystem::path& protocol, const StudyPlaces& places,
                               const SlideNames& names, QWidget* parent)
    : StudyDialog(tr("Run a validation"), tr("Run"), names, parent),
      m_protocol(new ProtocolChooser(names, this)),
      m_cohort(new PathField(PathField::Kind::folder, "cohort", tr("Folder of the scored cohort"), this)),
      m_out(new PathField(PathField::Kind::folder, "out", tr("Folder for the report; made where it is missing"), this)),
      m_repeatBox(new QWidget(this)),
      m_record(new PathField(PathField::Kind::file, "record", tr("Sealed record of the bundle's training"), this)),
      m_password(new QLineEdit(this)),
      m_mixed(new QCheckBox(tr("Results of several devices or versions may stand in one report, which then says so"),
                            this)) {
  addHeading(tr("Locked protocol"));
  m_protocol->setStart(places.last("protocol"));
  add(m_protocol);
  addHeading(tr("Cohort"));
  m_cohort->setStart(places.last("cohort"));
  add(addField(m_cohort));
  m_repeatRows = new QVBoxLayout(m_repeatBox);
  m_repeatRows->setContentsMargins(0, 0, 0, 0);
  add(m_repeatBox);
  addHeading(tr("Report"));
  m_out->setStart(places.last("out"));
  add(addField(m_out));
  addHeading(tr("Training record (optional)"));
  QLabel* why = makeSentence(this);
  why->setText(
      tr("With it the report says whether a patient of the cohort trained the bundle; without it that is not "
         "assessable."));
  add(why);
  m_record->setStart(places.last("record"));
  add(addField(m_record));
  m_password->setObjectName(QStringLiteral("password"));
  m_password->setEchoMode(QLineEdit::Password);
  m_password->setMaxLength(kMostPasswordLetters);
  m_password->setAccessibleName(tr("Password of the training record"));
  m_password->setPlaceholderText(tr("Password of the training record"));
  m_password->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
  add(m_password);
  addHeading(tr("Options"));
  m_mixed->setObjectName(QStringLiteral("mixed"));
  add(m_mixed);
  endRows();
  connect(m_protocol, &ProtocolChooser::changed, this, &RunStudyDialog::follow);
  connect(m_password, &QLineEdit::textChanged, this, [this] { showAll(); });
  if (!protocol.empty()) m_protocol->setPath(protocol);
  follow();
  resize(QSize(720, 640).boundedTo(screen()->availableSize() - QSize(20, 60)));
}

PathField* RunStudyDialog::addField(PathField* field) {
  connect(field, &PathField::changed, this, [this] { showAll(); });
  return field;
}

void RunStudyDialog::follow() {
  std::vector<std::string> names;
  if (const ProtocolLook* look = m_protocol->look(); look != nullptr && look->protocol)
    for (const validation::RepeatPart& one : look->protocol->repeats) names.push_back(one.name);
  if (names != m_repeatNames) makeRepeats(names);
  showAll();
}

void RunStudyDialog::makeRepeats(const std::vector<std::string>& names) {
  for (PathField* one : m_repeats) delete one;
  m_repeats.clear();
  m_repeatNames = names;
  for (const std::string& name : names) {
    auto* field = new PathField(PathField::Kind::folder, "repeat",
                                tr("Folder of the cohort “%1”").arg(shownText(name, 60)), m_repeatBox);
    m_repeats.push_back(addField(field));
    m_repeatRows->addWidget(field);
  }
  m_repeatBox->setVisible(!names.empty());
}

QString RunStudyDialog::obstacle() const {
  if (const QString why = m_protocol->obstacle(); !why.isEmpty()) return why;
  if (m_protocol->look()->lockFault) return tr("The lock of this protocol cannot be used; lock it again.");
  if (!m_protocol->look()->lock) return tr("This protocol is not locked; lock it first.");
  if (!m_cohort->path().is_absolute()) return tr("Choose the folder of the cohort.");
  for (std::size_t i = 0; i < m_repeats.size(); ++i)
    if (!m_repeats[i]->path().is_absolute())
      return tr("Choose the folder of the cohort “%1”.").arg(shownText(m_repeatNames[i], 60));
  if (!m_out->path().is_absolute()) return tr("Choose a folder for the report.");
  if (m_out->path() == m_cohort->path()) return tr("The report needs a folder of its own.");
  if (!m_record->path().empty() && m_password->text().isEmpty()) return tr("The training record needs its password.");
  return {};
}

RunOrder RunStudyDialog::order() const {
  RunOrder order;
  order.protocol = m_protocol->path();
  order.cohort = m_cohort->path();
  order.out = m_out->path();
  for (std::size_t i = 0; i < m_repeats.size(); ++i) order.repeats.emplace_back(m_repeatNames[i], m_repeats[i]->path());
  order.trainingRecord = m_record->path();
  order.allowMixed = m_mixed->isChecked();
  return order;
}

std::string RunStudyDialog::password() const {
  return m_record->path().empty() ? std::string() : m_password->text().toStdString();
}

}  // namespace snitt
