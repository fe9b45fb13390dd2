#include "ui/jobs/bundle_chooser.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/bundle/status_notice.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/card_dialog.h"
#include "ui/score/score_summary.h"
#include "ui/theme/theme.h"
#include "ui/window/path_text_p.h"

namespace snitt {

namespace {

std::filesystem::path tidy(const std::filesystem::path& folder) {
  std::error_code ignored;
  std::filesystem::path path = std::filesystem::absolute(folder, ignored).lexically_normal();
  return path.has_filename() ? path : path.parent_path();
}

// "Demonstrator: made to show …": as a sentence of its own.
QString noticeSentence(BundleStatus status) {
  QString notice = QString::fromStdString(noticeOf(status));
  if (!notice.isEmpty()) notice = notice.front().toUpper() + notice.mid(1) + QLatin1Char('.');
  return notice;
}

}  // namespace

BundleChooser::BundleChooser(const std::vector<std::filesystem::path>& folders, QWidget* parent)
    : QWidget(parent),
      m_box(new QComboBox(this)),
      m_card(new QPushButton(tr("Model card…"), this)),
      m_facts(makeNote(this)),
      m_warning(makeSentence(this)) {
  m_box->setObjectName(QStringLiteral("bundles"));
  m_box->setAccessibleName(tr("Model bundle"));
  m_box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  m_box->setMinimumContentsLength(16);
  m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_box->setPlaceholderText(tr("No bundle yet: choose its folder"));
  m_card->setObjectName(QStringLiteral("card"));
  auto* other = new QPushButton(tr("Other folder…"), this);
  other->setObjectName(QStringLiteral("otherBundle"));
  for (QPushButton* button : {m_card, other}) button->setAutoDefault(false);
  m_facts->setObjectName(QStringLiteral("bundleFacts"));
  m_warning->setObjectName(QStringLiteral("bundleWarning"));
  auto* first = new QHBoxLayout;
  first->addWidget(m_box, 1);
  first->addWidget(m_card);
  first->addWidget(other);
  auto* lines = new QVBoxLayout(this);
  lines->setContentsMargins(0, 0, 0, 0);
  lines->setSpacing(4);
  lines->addLayout(first);
  lines->addWidget(m_facts);
  lines->addWidget(m_warning);
  for (const auto& folder : folders) add(folder);
  m_box->setCurrentIndex(m_box->count() > 0 ? 0 : -1);
  connect(m_box, &QComboBox::currentIndexChanged, this, &BundleChooser::showChosen);
  connect(m_card, &QPushButton::clicked, this, &BundleChooser::showCard);
  connect(other, &QPushButton::clicked, this, &BundleChooser::askForFolder);
  showChosen();
}

int BundleChooser::add(const std::filesystem::path& folder) {
  const std::filesystem::path path = tidy(folder);
  if (const int there = m_box->findData(pathToText(path)); there >= 0) return there;
  m_box->addItem(QString::fromStdString(path.filename().string()), pathToText(path));
  m_box->setItemData(m_box->count() - 1, QString::fromStdString(path.string()), Qt::ToolTipRole);
  m_work.run<KnownBundle>(
      this, [path](const std::stop_token&) { return lookAtBundle(path); },
      [this](const KnownBundle& known) {
        m_known.insert_or_assign(known.folder, known);
        m_box->setItemText(m_box->findData(pathToText(known.folder)), QString::fromStdString(known.title()));
        if (known.folder == chosenFolder()) showChosen();
      });
  return m_box->count() - 1;
}

void BundleChooser::choose(const std::filesystem::path& folder) {
  m_box->setCurrentIndex(add(folder));
  showChosen();
}

void BundleChooser::askForFolder() {
  const QString start = QString::fromStdString(chosenFolder().parent_path().string());
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Choose the folder of a model bundle"), start);
  if (!folder.isEmpty()) choose(folder.toStdString());
}

std::filesystem::path BundleChooser::chosenFolder() const {
  return pathFromText(m_box->currentData().toString()).value_or(std::filesystem::path());
}

const KnownBundle* BundleChooser::bundle() const {
  const auto found = m_known.find(chosenFolder());
  return found == m_known.end() ? nullptr : &found->second;
}

void BundleChooser::showCard() {
  const KnownBundle* known = bundle();
  if (known == nullptr) return;
  const Manifest& manifest = known->manifest;
  auto* dialog =
      new CardDialog({QString::fromStdString(manifest.name), QString::fromStdString(manifest.version), manifest.status},
                     known->card, CardDialog::Mode::read, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void BundleChooser::showChosen() {
  const KnownBundle* known = bundle();
  m_card->setEnabled(known != nullptr && !known->card.empty());
  QString facts;
  QString warning;
  if (known == nullptr) {
    facts = m_box->currentIndex() < 0 ? QString() : tr("Reading and checking the bundle…");
  } else if (!known->problem.isEmpty()) {
    warning = known->problem;
  } else {
    facts = tr("Version %1, status: %2, %3. %4.")
                .arg(QString::fromStdString(known->manifest.version), statusWord(known->manifest.status).toLower(),
                     QString::fromStdString(known->signature), QString::fromStdString(known->manifest.intendedUse));
    warning = noticeSentence(known->manifest.status);
  }
  m_facts->setText(facts);
  m_facts->setVisible(!facts.isEmpty());
  m_warning->setText(warning);
  m_warning->setVisible(!warning.isEmpty());
  QPalette colours = palette();
  const bool broken = known != nullptr && !known->problem.isEmpty();
  colours.setColor(QPalette::WindowText, toneColour(broken ? Tone::error : Tone::warning));
  m_warning->setPalette(colours);
  Q_EMIT changed();
}

}  // namespace snitt
