#include "ui/jobs/score_dialog.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

#include "ui/jobs/bundle_chooser.h"
#include "ui/jobs/card_first.h"
#include "ui/jobs/scope_form.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/wrap_label_p.h"
#include "ui/theme/theme.h"

namespace snitt {

namespace {

enum Column { kName, kState };

// With a point or a comma, whatever the locale: a comma read as a thousands separator would be a wrong scale.
std::optional<double> numberIn(QString text) {
  text = text.trimmed().replace(QLatin1Char(','), QLatin1Char('.'));
  bool ok = false;
  QLocale plain = QLocale::c();
  plain.setNumberOptions(QLocale::RejectGroupSeparator);
  const double value = plain.toDouble(text, &ok);
  return ok ? std::optional(value) : std::nullopt;
}

QString textOf(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

}  // namespace

ScoreDialog::ScoreDialog(ScoreDialogOptions options, QWidget* parent) : QDialog(parent), m_options(std::move(options)) {
  for (const SlideToAskFor& slide : m_options.slides) m_slides.push_back({slide, {}, nullptr});
  setWindowTitle(m_options.outline.empty() ? tr("Score slides") : tr("Score inside an outline"));
  build();
  connect(m_bundle, &BundleChooser::changed, this, &ScoreDialog::takeBundle);
  connect(m_scope, &ScopeForm::edited, this, &ScoreDialog::showAll);
  // Another person may not see what stands here; what was asked was not theirs to answer either.
  connect(m_options.names, &SlideNames::changed, this, [this, unmasked = m_options.names->unmasked()] {
    unmasked && !m_options.names->unmasked() ? reject() : showAll();
  });
  for (std::size_t i = 0; i < m_slides.size(); ++i) lookAt(i);
  takeBundle();
  // The buttons stay on a small screen.
  resize(QSize(780, m_slides.size() > 1 ? 840 : 720).boundedTo(screen()->availableSize() - QSize(20, 60)));
}

ScoreDialog::~ScoreDialog() = default;

void ScoreDialog::build() {
  auto* inner = new QWidget;
  auto* lines = new QVBoxLayout(inner);
  lines->setContentsMargins(2, 2, 8, 2);
  lines->setSpacing(8);
  const auto heading = [&](const QString& words) {
    auto* label = new SectionHeading(words, inner);
    lines->addWidget(label);
    return label;
  };
  heading(m_slides.size() > 1 ? tr("Slides") : tr("Slide"));
  lines->addWidget(buildSlides());
  heading(tr("Model bundle"));
  m_bundle = new BundleChooser(m_options.bundles, inner);
  lines->addWidget(m_bundle);
  m_scopeTitle = heading(tr("Scope"));
  m_scope = new ScopeForm(inner);
  lines->addWidget(m_scope);
  lines->addWidget(buildScale());
  lines->addWidget(buildReason());
  heading(tr("Results"));
  lines->addWidget(buildOut());
  lines->addStretch(1);
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidget(inner);

  m_obstacle = makeSentence(this);
  m_obstacle->setObjectName(QStringLiteral("obstacle"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  m_start = buttons->addButton(tr("Score"), QDialogButtonBox::AcceptRole);
  m_start->setObjectName(QStringLiteral("start"));
  m_start->setDefault(true);
  connect(buttons, &QDialogButtonBox::accepted, this, &ScoreDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &ScoreDialog::reject);
  auto* column = new QVBoxLayout(this);
  column->setSpacing(8);
  column->addWidget(scroll, 1);
  column->addWidget(m_obstacle);
  column->addWidget(buttons);
}

QWidget* ScoreDialog::buildSlides() {
  m_list = new QTreeWidget(this);
  m_list->setObjectName(QStringLiteral("slides"));
  m_list->setAccessibleName(tr("Slides to score"));
  m_list->setRootIsDecorated(false);
  m_list->setUniformRowHeights(true);
  m_list->setHeaderLabels({tr("Slide"), tr("Scope")});
  m_list->header()->setStretchLastSection(true);
  m_list->header()->setSectionsMovable(false);
  for (Slide& slide : m_slides) {
    slide.item = new QTreeWidgetItem(m_list, {nameOf(slide), QString()});
    slide.item->setToolTip(kName, m_options.names->place(slide.asked.slide));
    slide.item->setCheckState(kName, Qt::Checked);
  }
  m_list->header()->resizeSection(kName, 380);
  const int rows = std::clamp(static_cast<int>(m_slides.size()), 1, 7);
  const int row = m_list->sizeHintForRow(0) > 0 ? m_list->sizeHintForRow(0) : fontMetrics().height() + 6;
  m_list->setFixedHeight(m_list->header()->sizeHint().height() + rows * row + 8);
  if (m_list->topLevelItemCount() > 0) m_list->setCurrentItem(m_list->topLevelItem(0));
  connect(m_list, &QTreeWidget::currentItemChanged, this, &ScoreDialog::showAll);
  connect(m_list, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem*, int column) {
    if (column == kName) showAll();
  });
  return m_list;
}

QWidget* ScoreDialog::buildScale() {
  m_scaleRow = new QWidget(this);
  m_mpp = new QLineEdit(m_scaleRow);
  m_mpp->setObjectName(QStringLiteral("mpp"));
  m_mpp->setAccessibleName(tr("Scale in micrometres per pixel"));
  m_mpp->setPlaceholderText(tr("e.g. %1").arg(QLocale().toString(0.25)));
  m_mpp->setMaxLength(12);
  m_mpp->setFixedWidth(100);
  m_mppReason = new QLineEdit(m_scaleRow);
  m_mppReason->setObjectName(QStringLiteral("mppReason"));
  m_mppReason->setAccessibleName(tr("Where the scale comes from"));
  m_mppReason->setPlaceholderText(tr("Where it comes from, e.g. “stage micrometer”"));
  m_scaleNote = makeSentence(m_scaleRow);
  m_scaleNote->setObjectName(QStringLiteral("scaleNote"));
  auto* fields = new QHBoxLayout;
  fields->addWidget(m_mpp);
  fields->addWidget(new QLabel(tr("µm/px"), m_scaleRow));
  fields->addWidget(m_mppReason, 1);
  auto* lines = new QVBoxLayout(m_scaleRow);
  lines->setContentsMargins(0, 4, 0, 0);
  lines->addWidget(m_scaleNote);
  lines->addLayout(fields);
  connect(m_mpp, &QLineEdit::editingFinished, this, &ScoreDialog::useScale);
  connect(m_mppReason, &QLineEdit::editingFinished, this, &ScoreDialog::useScale);
  return m_scaleRow;
}

QWidget* ScoreDialog::buildReason() {
  m_reasonRow = new QWidget(this);
  m_reasonNote = makeSentence(m_reasonRow);
  m_reason = new QLineEdit(m_reasonRow);
  m_reason->setObjectName(QStringLiteral("reason"));
  m_reason->setAccessibleName(tr("Reason for scoring outside the scope"));
  m_reason->setPlaceholderText(tr("Reason to score it all the same; it stands in the result"));
  auto* lines = new QVBoxLayout(m_reasonRow);
  lines->setContentsMargins(0, 4, 0, 0);
  lines->addWidget(m_reasonNote);
  lines->addWidget(m_reason);
  connect(m_reason, &QLineEdit::textChanged, this, &ScoreDialog::showAll);
  return m_reasonRow;
}

QWidget* ScoreDialog::buildOut() {
  auto* row = new QWidget(this);
  m_out = new QLineEdit(textOf(m_options.out), row);
  m_out->setObjectName(QStringLiteral("out"));
  m_out->setAccessibleName(tr("Folder for the results"));
  m_out->setPlaceholderText(tr("Folder for the results"));
  auto* other = new QPushButton(tr("Choose folder…"), row);
  other->setAutoDefault(false);
  auto* line = new QHBoxLayout(row);
  line->setContentsMargins(0, 0, 0, 0);
  line->addWidget(m_out, 1);
  line->addWidget(other);
  connect(m_out, &QLineEdit::textChanged, this, &ScoreDialog::showAll);
  connect(other, &QPushButton::clicked, this, &ScoreDialog::chooseOut);
  return row;
}

void ScoreDialog::chooseOut() {
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Choose a folder for the results"), m_out->text());
  if (!folder.isEmpty()) m_out->setText(folder);
}

void ScoreDialog::lookAt(std::size_t index) {
  const SlideToAskFor asked = m_slides[index].asked;
  m_slides[index].look.reset();
  m_work.run<ScopeLook>(
      this,
      [asked, opener = m_options.opener](const std::stop_token& stop) {
        return lookAtSlide(asked.slide, asked.scale, opener, stop);
      },
      [this, index](const ScopeLook& look) {
        m_slides[index].look = look;
        showAll();
      });
}

// What is typed holds for the slides that state no scale; they are looked at again with it.
void ScoreDialog::useScale() {
  const std::optional<double> mpp = numberIn(m_mpp->text());
  if (!mpp) return showAll();
  const TypedMpp typed{*mpp, m_mppReason->text().trimmed().toStdString(), m_options.person};
  for (std::size_t i = 0; i < m_slides.size(); ++i) {
    Slide& slide = m_slides[i];
    if (!slide.look || !slide.look->fault.empty() || slide.look->info.mpp) continue;
    const auto& had = slide.asked.scale;
    if (had && had->mpp == typed.mpp && had->reason == typed.reason) continue;
    slide.asked.scale = typed;
    lookAt(i);
  }
  showAll();
}

void ScoreDialog::takeBundle() {
  const KnownBundle* bundle = m_bundle->bundle();
  const bool usable = bundle != nullptr && bundle->problem.isEmpty();
  const std::string sha256 = usable ? bundle->sha256 : std::string();
  // Facts that were typed stay while the bundle does.
  if (sha256 != m_bundleSha256) {
    m_scope->setScope(usable ? bundle->manifest.scope : ScopeRules());
    m_bundleSha256 = sha256;
  }
  m_scopeTitle->setVisible(usable);
  m_scope->setVisible(usable);
  showAll();
}

bool ScoreDialog::isChosen(const Slide& slide) const { return slide.item->checkState(kName) == Qt::Checked; }

const ScoreDialog::Slide& ScoreDialog::shown() const {
  const auto found = std::ranges::find(m_slides, m_list->currentItem(), &Slide::item);
  return found == m_slides.end() ? m_slides.front() : *found;
}

std::optional<ScopeResult> ScoreDialog::scopeOf(const Slide& slide) const {
  const KnownBundle* bundle = m_bundle->bundle();
  if (bundle == nullptr || !bundle->problem.isEmpty() || !slide.look || !slide.look->fault.empty()) return std::nullopt;
  return snitt::scopeOf(bundle->manifest, *slide.look, m_scope->facts(), m_options.person);
}

bool ScoreDialog::needsReason(const Slide& slide) const {
  const auto scope = scopeOf(slide);
  return scope && !scope->ok && slide.look->scale && slide.look->tissueFound;
}

QString ScoreDialog::nameOf(const Slide& slide) const { return m_options.names->name(slide.asked.slide); }

QString ScoreDialog::faultOf(const Slide& slide) const {
  return m_options.names->sentence(QString::fromStdString(slide.look->fault), slide.asked.slide);
}

void ScoreDialog::showSlide(const Slide& slide, const std::optional<ScopeResult>& scope) {
  QString words;
  if (!slide.look)
    words = tr("being looked at…");
  else if (!slide.look->fault.empty())
    words = tr("cannot be read: %1").arg(faultOf(slide));
  else if (!slide.look->scale)
    words = tr("has no scale");
  else if (!slide.look->tissueFound)
    words = tr("no tissue found");
  else if (!scope)
    words = QString();
  else if (scope->ok)
    words = tr("in scope");
  else if (std::ranges::any_of(scope->findings, [](const auto& one) { return one.state == FactState::violated; }))
    words = tr("outside scope");
  else
    words = tr("facts are missing");
  slide.item->setText(kName, nameOf(slide));
  slide.item->setToolTip(kName, m_options.names->place(slide.asked.slide));
  slide.item->setText(kState, words);
  slide.item->setToolTip(kState, words);
  const bool well = words.isEmpty() || (scope && scope->ok) || !slide.look;
  const bool broken = slide.look && (!slide.look->fault.empty() || !slide.look->scale);
  slide.item->setForeground(
      kState, well ? palette().brush(QPalette::Text) : QBrush(toneColour(broken ? Tone::error : Tone::warning)));
}

void ScoreDialog::showAll() {
  if (m_slides.empty() || m_start == nullptr) return;
  std::set<std::string> typable;
  int outside = 0;
  int withoutScale = 0;
  bool scaleTyped = false;
  const KnownBundle* bundle = m_bundle->bundle();
  for (const Slide& slide : m_slides) {
    const auto scope = scopeOf(slide);
    showSlide(slide, scope);
    if (slide.look && slide.look->fault.empty() && !slide.look->info.mpp) {
      ++withoutScale;
      scaleTyped = scaleTyped || slide.look->scale.has_value();
    }
    if (isChosen(slide) && needsReason(slide)) ++outside;
    if (bundle == nullptr || !bundle->problem.isEmpty() || !slide.look || !slide.look->fault.empty()) continue;
    for (const std::string& key : typableFacts(bundle->manifest.scope)) {
      const bool told = (key == "scanner" && !slide.look->info.scanner.empty()) ||
                        (key == "stain" && (slide.look->stain != StainKind::unknown || !slide.look->scale));
      if (!told) typable.insert(key);
    }
  }
  const Slide& one = shown();
  m_scopeTitle->setText(m_slides.size() == 1 ? tr("Scope")
                                             : tr("Scope of %1; what is typed holds for all slides").arg(nameOf(one)));
  m_scope->setTypable(typable);
  m_scope->setFindings(scopeOf(one));
  m_scaleRow->setVisible(withoutScale > 0);
  if (m_mpp->text().isEmpty() && one.asked.scale && !m_mpp->hasFocus()) {
    m_mpp->setText(QLocale::c().toString(one.asked.scale->mpp, 'g', 6));
    m_mppReason->setText(QString::fromStdString(one.asked.scale->reason));
  }
  const auto typed = numberIn(m_mpp->text());
  m_scaleNote->setText(
      typed && !plausibleMpp(*typed)
          ? tr("A scale must lie between %1 and %2 µm/px.").arg(QLocale().toString(0.05), QLocale().toString(20))
      : typed && !scaleTyped && m_work.idle()
          ? tr("This scale is unusual, or not what the file's magnification suggests: say where it comes from.")
      : m_slides.size() == 1 ? tr("The slide states no scale. Type the size of a pixel:")
                             : tr("Slides that state no scale: %1. Type the size of a pixel; it holds for all of them:")
                                   .arg(withoutScale));
  m_reasonRow->setVisible(outside > 0);
  m_reasonNote->setText(m_slides.size() == 1
                            ? tr("The slide is not in the bundle's scope as far as is known.")
                            : tr("Slides that are not in the bundle's scope as far as is known: %1.").arg(outside));
  const QString why = obstacle();
  m_obstacle->setText(why);
  m_obstacle->setVisible(!why.isEmpty());
  const auto chosen = std::ranges::count_if(m_slides, [this](const Slide& slide) { return isChosen(slide); });
  m_start->setText(m_slides.size() == 1 ? tr("Score") : tr("Score (%1)").arg(chosen));
  m_start->setEnabled(why.isEmpty());
}

QString ScoreDialog::obstacle() const {
  const KnownBundle* bundle = m_bundle->bundle();
  if (bundle == nullptr) return tr("A bundle has to be chosen and read first.");
  if (!bundle->problem.isEmpty()) return tr("This bundle cannot be used; choose another one.");
  if (!m_options.outline.empty() && !bundle->manifest.outlineAllowed)
    return tr("This bundle does not allow an outline that was drawn by a person.");
  if (const QString wrong = m_scope->objection(); !wrong.isEmpty()) return wrong;
  bool any = false;
  for (const Slide& slide : m_slides) {
    if (!isChosen(slide)) continue;
    any = true;
    const QString name = nameOf(slide);
    // The engine checks what nobody has looked at yet; a scale that was just typed is worth the wait.
    if (!slide.look && slide.asked.scale) return tr("%1 is being looked at with this scale.").arg(name);
    if (!slide.look) continue;
    if (!slide.look->fault.empty()) return tr("%1 cannot be read: %2.").arg(name, faultOf(slide));
    if (!slide.look->scale) return tr("%1 has no scale: type it above, or leave the slide out.").arg(name);
    if (needsReason(slide) && m_reason->text().trimmed().isEmpty())
      return tr("%1 is not in the bundle's scope: type what is known, or a reason to score it all the same.").arg(name);
  }
  if (!any) return tr("No slide is chosen.");
  if (!std::filesystem::path(m_out->text().toStdString()).is_absolute()) return tr("Choose a folder for the results.");
  return {};
}

bool ScoreDialog::cardIsAccepted() {
  const QString why = askToAcceptCard(*m_bundle->bundle(), m_options.cardsFile, m_options.person, this);
  if (why.isEmpty()) return true;
  m_obstacle->setText(why);
  m_obstacle->setVisible(true);
  return false;
}

void ScoreDialog::accept() {
  // A scale that was typed and not left yet.
  useScale();
  if (!obstacle().isEmpty() || !cardIsAccepted()) return showAll();
  const KnownBundle& bundle = *m_bundle->bundle();
  m_jobs.clear();
  for (const Slide& slide : m_slides) {
    if (!isChosen(slide)) continue;
    ScoreJob job;
    job.slide = slide.asked.slide;
    job.bundle = bundle.folder;
    job.bundleName = bundle.title();
    job.bundleStatus = bundle.manifest.status;
    if (slide.asked.scale && (!slide.look || !slide.look->info.mpp)) {
      job.mpp = slide.asked.scale->mpp;
      job.mppReason = slide.asked.scale->reason;
    }
    job.facts = m_scope->facts();
    job.outline = m_options.outline;
    job.title = m_options.title;
    if (needsReason(slide)) job.outsideScope = m_reason->text().trimmed().toStdString();
    job.out = std::filesystem::path(m_out->text().toStdString()).lexically_normal();
    m_jobs.push_back(std::move(job));
  }
  QDialog::accept();
}

}  // namespace snitt
